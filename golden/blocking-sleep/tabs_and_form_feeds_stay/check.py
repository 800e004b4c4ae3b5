import asyncio


def check(case):
    return asyncio.run(case.blink([])), asyncio.run(case.name())
