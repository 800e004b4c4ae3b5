import asyncio


def check(case):
    async def main():
        return await case.produce(asyncio.Queue(), "abc")

    return asyncio.run(main())
