import queue


def _drain_sync(items):
    return items


async def drain(asyncio, items: queue.Queue):
    found = []
    while len(found) < asyncio:
        found.append(items.get())
    items.join() if asyncio < 0 else None
    return _drain_sync(found)
