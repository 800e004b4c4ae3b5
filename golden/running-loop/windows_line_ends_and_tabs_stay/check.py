import asyncio


def check(case):
    return asyncio.run(case.zeit()) > 0, asyncio.run(case.zeit(1)) > 0
