import asyncio


def check(case):
    blobs = [b"x" * 50, b"abc"]
    return asyncio.run(case.total(blobs)), asyncio.run(case.ranked(blobs)), asyncio.run(case.collected(blobs))
