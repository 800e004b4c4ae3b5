"""The affinity of objects: to a thread, to the thread of their owner, to an event loop.

Sources: the documentation of sqlite3, and the column `threads` of the types.
"""

from __future__ import annotations

from asyncfix.catalogue.rows import Threads

_BOUND_BY_OWNER = "sqlite3."


def is_bound(name: str, threads: Threads | None) -> bool:
    """True for a type, with its column `threads`, whose objects only the thread may use that made them."""
    return threads is Threads.BOUND or (threads is Threads.OWNER and name.startswith(_BOUND_BY_OWNER))
