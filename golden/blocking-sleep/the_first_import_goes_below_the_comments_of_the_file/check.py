import asyncio


def check(case):
    return asyncio.run(case.keep_awake(print))
