"""Objects that do something when they go: a file or a directory is deleted, a function is called.

Sources: the documentation of tempfile and weakref.
"""

from __future__ import annotations

_MAKERS = frozenset({
    "tempfile.NamedTemporaryFile", "tempfile.SpooledTemporaryFile", "tempfile.TemporaryDirectory",
    "tempfile.TemporaryFile", "weakref.finalize",
})  # fmt: skip


def acts_when_it_goes(name: str) -> bool:
    """True for a function or class whose result does something when nothing refers to it any more."""
    return name in _MAKERS
