"""Context managers of libraries: what is special of the block inside, and what reads an exception without a name.

Sources: the library reference of Python 3.13; the documentation of anyio, Django, Peewee, Pony, structlog, loguru and
OpenTelemetry.
"""

from __future__ import annotations

import re

_SUPPRESS = "contextlib.suppress"
_PASSING = frozenset({"contextlib.closing", "contextlib.nullcontext", "functools.partial"})
_OF_TASK = frozenset({"bound_contextvars", "contextualize", "localcontext", "start_as_current_span", "use_span"})
_OF_THREAD = ("django.db.", "peewee.", "pony.")

_BLIND = frozenset(
    {
        "anyio.CapacityLimiter",
        "anyio.Lock",
        "anyio.Semaphore",
        "asyncio.BoundedSemaphore",
        "asyncio.Condition",
        "asyncio.Lock",
        "asyncio.Semaphore",
        "asyncio.timeout",
        "asyncio.timeout_at",
        "contextlib.chdir",
        "contextlib.nullcontext",
        "contextlib.redirect_stderr",
        "contextlib.redirect_stdout",
        "open",
        "tempfile.NamedTemporaryFile",
        "tempfile.SpooledTemporaryFile",
        "tempfile.TemporaryDirectory",
        "tempfile.TemporaryFile",
        "threading.BoundedSemaphore",
        "threading.Lock",
        "threading.RLock",
        "threading.Semaphore",
    }
)
_READERS = re.compile(r"\b(?:exc_info|exception|format_exc|print_exc|sys\.exception|traceback)\b")


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


def is_blind(name: str) -> bool:
    """True for a manager that does the same whatever exception leaves its block."""
    return name in _BLIND


def reads_exception(text: str) -> bool:
    """True for the text of a handler that may ask for the exception which it handles without a name for it."""
    return _READERS.search(text) is not None
