import asyncio


def check(case):
    return asyncio.run(case.collected([["echo", "a"], ["echo", "b"]]))
