import asyncio
import queue


async def take(items):
    return items.get()


async def either(threaded):
    items = queue.Queue() if threaded else asyncio.Queue()
    items.put_nowait(1)
    return items.get_nowait() if threaded else await items.get()


async def rebound(items: queue.Queue):
    items = {"a": 1}
    return items.get("a")
