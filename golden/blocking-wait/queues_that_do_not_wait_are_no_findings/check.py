import asyncio
import queue


def check(case):
    items = queue.Queue()
    for item in (1, 2, 3):
        items.put(item)
    return asyncio.run(case.drain(items)), asyncio.run(case.own(asyncio.Queue()))
