import asyncio


def check(case):
    return (
        asyncio.run(case.upper("abc")),
        asyncio.run(case.killed(["sleep", "5"])),
        asyncio.run(case.killed(["echo", "x"])),
    )
