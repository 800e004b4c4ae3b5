import asyncio


def check(case):
    return asyncio.run(case.throttle(0.001, "a", "b"))
