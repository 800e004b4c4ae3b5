import asyncio


def check(case):
    async def main():
        now = asyncio.get_running_loop().time()
        return await case.deadline(5) - now >= 5

    return asyncio.run(main())
