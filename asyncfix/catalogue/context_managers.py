"""Context managers of libraries: what is special of the block inside.

Sources: the documentation of contextlib, functools, Django, Peewee, Pony, structlog, loguru and OpenTelemetry.
"""

from __future__ import annotations

_SUPPRESS = "contextlib.suppress"
_PASSING = frozenset({"contextlib.closing", "contextlib.nullcontext", "functools.partial"})
_OF_TASK = frozenset({"bound_contextvars", "contextualize", "localcontext", "start_as_current_span", "use_span"})
_OF_THREAD = ("django.db.", "peewee.", "pony.")


def suppresses(name: str) -> bool:
    """True for a manager that catches the errors which it names."""
    return name == _SUPPRESS


def stands_for_first(name: str) -> bool:
    """True for what makes of its first argument something that gives, or does, the same."""
    return name in _PASSING


def sets_context(word: str) -> bool:
    """True for the last word of a manager that sets variables of the context until it is left."""
    return word in _OF_TASK


def is_of_thread(name: str) -> bool:
    """True for a manager of a library that keeps a connection for each thread."""
    return name.startswith(_OF_THREAD)
