"""Names of Python's own modules and classes that mean the same, or mean nothing, and those that written code uses.

Sources: the documentation of abc, asyncio, typing and pathlib, and CPython's own re-exports.
"""

from __future__ import annotations

from pathlib import Path, PurePath

CANONICAL = {
    "asyncio.events.get_event_loop": "asyncio.get_event_loop",
    "asyncio.events.get_running_loop": "asyncio.get_running_loop",
    "asyncio.tasks.sleep": "asyncio.sleep",
    "asyncio.runners.run": "asyncio.run",
}
"""Names by which CPython's own modules also offer a function; star imports bring it under either."""
LOADER_WORDS = ("import_module", "__import__", "sys.modules")
"""What gets a module by a text."""
_PLAIN_BASES = frozenset({"abc.ABC", "object", "typing.Generic"})
_DATA_CLASSES = frozenset({"dataclass", "dataclasses.dataclass"})
IMPORTED_BY_NAME = frozenset({
    "collections.abc", "contextlib", "http.client", "http.cookiejar", "typing", "urllib.error", "urllib.parse",
    "urllib.request", "urllib.response",
})  # fmt: skip
"""Modules whose names people import one by one."""
CLOSED_CLASSES: dict[str, type] = {
    **{kind.__name__: kind for kind in (bool, bytes, dict, float, frozenset, int, list, set, str, tuple)},
    "pathlib.Path": Path,
    "pathlib.PurePath": PurePath,
}
"""Classes whose objects have no attributes beside those of the class."""
_PATHS = "pathlib."
_CONTAINERS = "collections."

ANY = "typing.Any"
ASYNC_ITERATOR = "collections.abc.AsyncIterator"
CACHE = "functools.cache"
GET_CONTEXT = "multiprocessing.get_context"
PROCESS_POOL = "concurrent.futures.ProcessPoolExecutor"


def is_plain_base(name: str) -> bool:
    """True for a base class that calls nothing of the classes derived from it."""
    return name in _PLAIN_BASES


def makes_data_class(written: str) -> bool:
    """True for a decorator, as it is written, that adds only methods with double underscores."""
    return written in _DATA_CLASSES


def is_path(name: str) -> bool:
    """True for a class of paths."""
    return name.startswith(_PATHS)


def is_container(name: str) -> bool:
    """True for a builtin type or one of the containers beside them, whose methods have the well-known meanings."""
    return "." not in name or name.startswith(_CONTAINERS)
