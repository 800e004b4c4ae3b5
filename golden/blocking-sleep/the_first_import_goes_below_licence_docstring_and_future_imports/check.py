import asyncio


def check(case):
    return asyncio.run(case.watch(lambda: ["b", "a"]))
