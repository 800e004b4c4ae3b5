import asyncio


def check(case):
    return (
        asyncio.run(case.ask(["echo", "x"])),
        asyncio.run(case.ask(["false"])),
        asyncio.run(case.Builder.build("x")),
        asyncio.run(case.Builder.clean()),
    )
