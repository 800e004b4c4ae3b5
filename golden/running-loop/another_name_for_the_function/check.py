import asyncio


def check(case):
    return list(asyncio.run(case.stamp({})))
