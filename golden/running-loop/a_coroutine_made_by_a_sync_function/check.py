import asyncio


def check(case):
    return asyncio.run(case.parse("1,2,3"))
