import asyncio


def check(case):
    return asyncio.run(case.follow(["12:00 start", "12:01 stop"]))
