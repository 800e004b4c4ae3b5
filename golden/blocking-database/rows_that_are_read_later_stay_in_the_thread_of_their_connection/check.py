import asyncio


def check(case):
    return asyncio.run(case.at_once(":memory:"))
