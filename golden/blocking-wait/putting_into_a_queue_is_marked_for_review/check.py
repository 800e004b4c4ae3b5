import asyncio


def check(case):
    return asyncio.run(case.put(1)), asyncio.run(case.put(2))
