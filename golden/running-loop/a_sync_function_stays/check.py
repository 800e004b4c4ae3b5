import asyncio


def check(case):
    async def main():
        return await case.schedule(asyncio.sleep(0, "done"))

    return asyncio.run(main())
