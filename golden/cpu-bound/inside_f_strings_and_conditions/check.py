import asyncio
import zlib


def check(case):
    data = b"x" * 99
    return (
        asyncio.run(case.report("x", data)),
        asyncio.run(case.smaller(data)),
        asyncio.run(case.checked(data, zlib.compress(data))),
    )
