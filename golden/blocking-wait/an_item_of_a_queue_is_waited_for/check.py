import asyncio
import queue


def check(case):
    items, seen = queue.Queue(), []
    for item in (1, 2, None):
        items.put(item)

    async def handle(item):
        seen.append(item)

    asyncio.run(case.worker(items, handle))
    return seen, asyncio.run(case.bounded(queue.Queue()))
