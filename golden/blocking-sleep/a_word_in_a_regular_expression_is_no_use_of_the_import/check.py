import asyncio


def check(case):
    return asyncio.run(case.read_code(["hello", "your one-time password 123456"])), asyncio.run(case.read_code([]))
