import asyncio
import queue

LIMITED = queue.Queue(maxsize=2)


async def put(item):
    await asyncio.to_thread(LIMITED.put, item)
    return LIMITED.qsize()
