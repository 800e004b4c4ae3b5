import asyncio


def check(case):
    return asyncio.run(case.brew(2))
