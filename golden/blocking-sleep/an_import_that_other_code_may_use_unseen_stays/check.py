import asyncio


def check(case):
    return asyncio.run(case.tick()), case.time.__name__
