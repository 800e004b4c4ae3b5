import time


async def first(log):
    time.sleep(0.001)
    return log + ["first"]


import asyncio  # noqa: E402


def run():
    return asyncio.run(first([]))
