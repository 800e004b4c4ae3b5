import asyncio
import queue


def check(case):
    items = queue.Queue()
    items.put(1)
    items.put(2)
    return asyncio.run(case.drain(2, items))
