import asyncio
import io


def check(case):
    return (
        asyncio.run(case.read("a", io.StringIO, [io.StringIO("b")])),
        asyncio.run(case.own("c")),
        asyncio.run(case.memory(b"d")),
    )
