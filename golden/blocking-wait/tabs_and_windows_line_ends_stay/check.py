import asyncio
import queue


def check(case):
    items = queue.Queue()
    items.put(1)
    return asyncio.run(case.take(items)), asyncio.run(case.take(None))
