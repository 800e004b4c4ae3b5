import asyncio


def check(case):
    return asyncio.run(case.check_password("a", "b"))
