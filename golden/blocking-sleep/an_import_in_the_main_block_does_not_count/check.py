import asyncio


def check(case):
    return asyncio.run(case.read([20.5]))
