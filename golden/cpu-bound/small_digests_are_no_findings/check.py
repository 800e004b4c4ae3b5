import asyncio


def check(case):
    return asyncio.run(case.etag("x")), asyncio.run(case.signed(b"k", {"a": 1}))
