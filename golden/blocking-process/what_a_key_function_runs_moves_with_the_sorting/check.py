import asyncio


def check(case):
    return asyncio.run(case.listing(["ccc", "a", "bb"]))
