import asyncio


def check(case):
    return asyncio.run(case.empty(case.deque("ab")))
