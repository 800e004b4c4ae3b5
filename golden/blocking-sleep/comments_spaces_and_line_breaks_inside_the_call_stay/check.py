import asyncio


def check(case):
    return asyncio.run(case.cool_down("pizza"))
