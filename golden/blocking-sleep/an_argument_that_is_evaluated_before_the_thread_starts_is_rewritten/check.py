import asyncio


def check(case):
    return asyncio.run(case.load("a.txt", lambda *given: given))
