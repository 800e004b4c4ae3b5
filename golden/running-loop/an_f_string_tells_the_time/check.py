import asyncio


def check(case):
    async def main():
        return await case.progress("копия", asyncio.get_running_loop().time(), 1000)

    return asyncio.run(main())
