import asyncio as asyncio_
import queue


def _drain_sync(items):
    return items


def _fetch_found(asyncio, items: queue.Queue):
    found = []
    while len(found) < asyncio:
        found.append(items.get())
    items.join() if asyncio < 0 else None
    return found


async def drain(asyncio, items: queue.Queue):
    found = await asyncio_.to_thread(_fetch_found, asyncio, items)
    return _drain_sync(found)
