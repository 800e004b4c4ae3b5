import asyncio


def check(case):
    return asyncio.run(case.split("a\u2028b"))
