import asyncio


def check(case):
    return asyncio.run(case.current()).is_closed()
