import asyncio


def check(case):
    return asyncio.run(case.run(["echo", "x"])), asyncio.run(case.run([]))
