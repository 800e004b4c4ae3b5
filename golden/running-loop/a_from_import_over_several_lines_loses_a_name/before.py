import asyncio
from asyncio import (
    Queue,
    get_event_loop,
    sleep,
)


async def produce(queue: Queue, items):
    deadline = get_event_loop().time() + 10
    for item in items:
        await queue.put(item)
        await sleep(0)
    return asyncio.get_event_loop().time() < deadline
