import asyncio


def check(case):
    async def main():
        return await case.submit(lambda: "done"), await case.now() > 0

    return asyncio.run(main())
