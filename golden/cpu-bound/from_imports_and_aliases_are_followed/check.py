import asyncio


def check(case):
    return asyncio.run(case.both(b"a", b"b")), asyncio.run(case.small(b"c" * 10))
