import asyncio


def check(case):
    async def main():
        downloader = await case.Downloader().attach()
        return await downloader.submit(max, 1, 2), await case.Downloader().submit(min, 1, 2)

    return asyncio.run(main())
