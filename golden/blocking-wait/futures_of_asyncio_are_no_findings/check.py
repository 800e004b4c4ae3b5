import asyncio


def check(case):
    return asyncio.run(case.tasks(asyncio.sleep(0, "x"))), asyncio.run(case.future())
