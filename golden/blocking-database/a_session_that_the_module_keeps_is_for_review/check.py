import asyncio


def check(case):
    return asyncio.run(case.one()), asyncio.run(case.own())
