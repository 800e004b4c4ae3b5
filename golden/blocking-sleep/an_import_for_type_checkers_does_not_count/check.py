import asyncio


def check(case):
    queue = asyncio.Queue()
    queue.put_nowait("a")
    return asyncio.run(case.drain(queue))
