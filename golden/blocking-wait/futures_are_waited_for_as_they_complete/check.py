import asyncio


def check(case):
    return asyncio.run(case.total([lambda: 1, lambda: 2])), asyncio.run(case.mapped(abs, [-1, 2, -3]))
