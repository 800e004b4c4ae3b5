import asyncio


def check(case):
    async def main():
        return await case.lazily(max)(1, 2), await case.elapsed(0) > 0, await case.loop_of(asyncio.current_task())

    return asyncio.run(main())
