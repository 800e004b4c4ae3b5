import asyncio


def check(case):
    async def first():
        return "first"

    async def second():
        await asyncio.sleep(1)

    return asyncio.run(case.hedge(first, second, 0))
