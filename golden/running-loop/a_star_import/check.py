import asyncio


def check(case):
    return asyncio.run(case.race(asyncio.sleep(0), asyncio.sleep(0.05)))
