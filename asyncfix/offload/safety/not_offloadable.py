"""The calls that a thread does not help, or not always."""

from __future__ import annotations

from asyncfix.catalogue import Family, Row
from asyncfix.catalogue.waiting import ends_program, takes_an_item
from asyncfix.inference.symbolic import CallArguments


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


def waits_on(row: Row, given: CallArguments) -> bool:
    """True for a call that may wait for ever for a person, a thread or an item."""
    if row.family is Family.CONSOLE:
        return True
    if row.family is not Family.LOCK or given.starred:
        return row.family is Family.LOCK
    second = takes_an_item(row)
    return len(given.positional) <= second and all(word != "timeout" for word, _ in given.keywords)
