import asyncio


def check(case):
    return asyncio.run(case.load("/a")), case.requests.sent
