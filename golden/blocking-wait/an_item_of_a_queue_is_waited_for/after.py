import asyncio
import queue


async def worker(items: queue.Queue, handle):
    while True:
        item = items.get()
        if item is None:
            break
        await handle(item)
        items.task_done()


async def bounded(items: queue.Queue):
    try:
        return await asyncio.to_thread(items.get, timeout=0.01)
    except queue.Empty:
        return None
