import asyncio


def check(case):
    return asyncio.run(case.settle()), case.time.__name__
