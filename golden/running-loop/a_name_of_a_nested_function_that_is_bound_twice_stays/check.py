import asyncio


def check(case):
    return asyncio.run(case.clock(None, 0)) > 0
