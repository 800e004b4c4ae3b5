import asyncio


def check(case):
    return asyncio.run(case.run("echo", "a")), asyncio.run(case.quoted("b c"))
