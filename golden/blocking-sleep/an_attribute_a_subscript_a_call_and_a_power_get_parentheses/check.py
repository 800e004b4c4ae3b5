import asyncio


def check(case):
    return asyncio.run(case.test_sleep_gives_none())
