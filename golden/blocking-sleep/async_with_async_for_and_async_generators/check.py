import asyncio


def check(case):
    return asyncio.run(case.copy("old", "new"))
