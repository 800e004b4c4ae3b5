import asyncio
import zlib


def check(case):
    data = b"x" * 50
    twice = zlib.compress(zlib.compress(b"abcdef"))
    return asyncio.run(case.ratio(data)), asyncio.run(case.twice(twice)), asyncio.run(case.middle(data))
