import asyncio


def check(case):
    return asyncio.run(case.save("note")), asyncio.run(case.name())
