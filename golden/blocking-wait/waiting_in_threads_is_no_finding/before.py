import asyncio
import queue


async def take(items: queue.Queue):
    loop = asyncio.get_running_loop()
    first = await asyncio.to_thread(items.get)
    second = await loop.run_in_executor(None, items.get)
    third = await loop.run_in_executor(None, lambda: items.get(timeout=1))
    return first, second, third
