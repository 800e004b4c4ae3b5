import asyncio
import queue


def check(case):
    source = queue.Queue()
    for item in ("a", "b", None):
        source.put(item)
    return asyncio.run(case.collected(source))
