import asyncio


def check(case):
    return (
        asyncio.run(case.own("a")),
        asyncio.run(case.given(case.Runner(), "b")),
        asyncio.run(case.real(["true"], "c")),
    )
