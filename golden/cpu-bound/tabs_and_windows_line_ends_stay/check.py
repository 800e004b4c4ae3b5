import asyncio


def check(case):
    return asyncio.run(case.pack(b"abc")), asyncio.run(case.pack(b""))
