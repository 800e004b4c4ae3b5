import asyncio


def check(case):
    return asyncio.run(case.count_bytes(["/a", "/bc"], lambda url: url * 2))
