import asyncio


def check(case):
    return asyncio.run(case.measure([list, dict, list]))
