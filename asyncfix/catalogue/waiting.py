"""The functions that wait, and the place of their time limit.

Sources: the documentation of queue, threading, multiprocessing, concurrent.futures and os.
"""

from __future__ import annotations

from asyncfix.catalogue.rows import Row

_FULL = frozenset({"multiprocessing.queues.Queue.put", "queue.Queue.put"})
_LIMIT_IS_SECOND = (".get", ".put")
_LIMIT_IS_SECOND_IN = ("concurrent.futures", "multiprocessing.connection")
_ENDING = "os.exec"


def takes_an_item(row: Row) -> bool:
    """True for a call whose time limit is its second argument: the first one is an item, a flag or a list."""
    return row.name.endswith(_LIMIT_IS_SECOND) or row.owner in _LIMIT_IS_SECOND_IN


def waits_where_full(name: str) -> bool:
    """True for what waits only where a queue has a maximum size and is full."""
    return name in _FULL


def ends_program(name: str) -> bool:
    """True for what replaces the program by another one."""
    return name.startswith(_ENDING)
