import asyncio


def check(case):
    async def lines():
        yield "first"
        yield "second"

    async def main():
        return [pair async for pair in await case.stamped(lines())]

    return asyncio.run(main())
