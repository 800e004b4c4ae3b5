import queue

import anyio


def check(case):
    items = queue.Queue()
    items.put(1)
    items.put(2)
    return anyio.run(case.take, items)
