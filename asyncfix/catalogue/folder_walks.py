"""Iterations over folders. Sources: the documentation of os and pathlib."""

from __future__ import annotations

_WALKS = frozenset({"os.walk", "pathlib.Path.walk"})
_HOLDING_OPEN = frozenset({"os.fwalk"})


def is_walk(name: str) -> bool:
    """True for an iteration over folders whose body may choose which of them come next."""
    return name in _WALKS


def closes_at_next_step(name: str) -> bool:
    """True for an iteration that gives something which is closed at the next step."""
    return name in _HOLDING_OPEN
