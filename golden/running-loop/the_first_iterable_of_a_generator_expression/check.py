import asyncio


def check(case):
    async def main():
        task = asyncio.create_task(asyncio.sleep(0), name="slow")
        listed = await case.unfinished({"slow"})
        names = listed()
        await task
        return names

    return asyncio.run(main())
