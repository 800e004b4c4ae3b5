import asyncio


def check(case):
    future = case.POOL.submit(int, "x")
    return asyncio.run(case.one(len, "abc")), asyncio.run(case.given(future))
