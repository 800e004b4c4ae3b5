import asyncio


def check(case):
    return asyncio.run(case.lines(["printf", "a\nb\n"]))
