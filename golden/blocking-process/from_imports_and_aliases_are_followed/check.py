import asyncio


def check(case):
    return [asyncio.run(one("x")) for one in (case.one, case.two, case.three)]
