import asyncio


def check(case):
    return asyncio.run(case.chime([1, 2]))
