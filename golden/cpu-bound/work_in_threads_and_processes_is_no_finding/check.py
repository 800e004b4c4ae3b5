import asyncio


def check(case):
    return asyncio.run(case.derive(b"a", b"b"))
