import asyncio


def check(case):
    return asyncio.run(case.addresses("127.0.0.1", 80)), asyncio.run(case.is_known("127.0.0.1"))
