"""What waits only where something is full, and what ends the program.

Sources: the documentation of queue, threading, multiprocessing, concurrent.futures and os.
"""

from __future__ import annotations

_FULL = frozenset({"multiprocessing.queues.Queue.put", "queue.Queue.put"})
_ENDING = "os.exec"


def waits_where_full(name: str) -> bool:
    """True for what waits only where a queue has a maximum size and is full."""
    return name in _FULL


def ends_program(name: str) -> bool:
    """True for what replaces the program by another one."""
    return name.startswith(_ENDING)
