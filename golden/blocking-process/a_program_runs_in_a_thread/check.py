import asyncio


def check(case):
    return asyncio.run(case.version()), asyncio.run(case.status("exit 3")), asyncio.run(case.output("a", "b"))
