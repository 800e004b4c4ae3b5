import asyncio


def check(case):
    return (
        asyncio.run(case.works(["true"])),
        asyncio.run(case.both(["true"])),
        asyncio.run(case.text("x")),
        asyncio.run(case.lazily(["false"])),
        asyncio.run(case.lazily(["false"], 7)),
    )
