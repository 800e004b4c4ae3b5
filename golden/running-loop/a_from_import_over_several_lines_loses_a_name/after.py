import asyncio
from asyncio import (
    Queue,
    sleep,
)


async def produce(queue: Queue, items):
    deadline = asyncio.get_running_loop().time() + 10
    for item in items:
        await queue.put(item)
        await sleep(0)
    return asyncio.get_running_loop().time() < deadline
