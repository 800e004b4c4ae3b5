import asyncio


def check(case):
    return asyncio.run(case.count_moves(3))
