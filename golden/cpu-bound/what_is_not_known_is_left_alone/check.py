import asyncio
import zlib


def check(case):
    return asyncio.run(case.alias(b"a"))
