"""What blocks, and is not helped by a thread."""

from __future__ import annotations

from asyncfix.catalogue import Family, Row


def kept(row: Row) -> str:
    """Why a call has to stay on the thread that makes it; "" where it need not."""
    if row.is_lock:
        return "a lock is given back by the thread that took it; use `asyncio.Lock` where only coroutines take it"
    if row.family is Family.LOOP:
        return "it runs an event loop, which is an error while another one runs; await the coroutine instead"
    if row.owner == "signal":
        return "signals come to the main thread alone; use the event loop's `add_signal_handler`"
    return ""
