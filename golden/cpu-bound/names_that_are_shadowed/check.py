import asyncio


def check(case):
    return (
        asyncio.run(case.own(b"ab")),
        asyncio.run(case.given(case.Codec(), b"ab")),
        asyncio.run(case.real(b"ab")),
    )
