"""The calls that a thread does not help, or not always."""

from __future__ import annotations

from asyncfix.catalogue import Family, Row
from asyncfix.catalogue.waiting import ends_program


def not_offloadable_reason(row: Row) -> str:
    """The reason for which a call has to stay on the thread that makes it; "" where it need not."""
    if row.is_lock:
        return "a lock is given back by the thread that took it; use `asyncio.Lock` where only coroutines take it"
    if row.family is Family.LOOP:
        return "it runs an event loop, which is an error while another one runs; await the coroutine instead"
    if ends_program(row.name):
        return "it ends the program, and nothing is left to wait for"
    if row.owner == "cv2":
        return "windows belong to the main thread"
    if row.owner == "signal":
        return "signals come to the main thread alone; use the event loop's `add_signal_handler`"
    return ""
