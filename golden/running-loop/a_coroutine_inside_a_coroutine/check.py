import asyncio


def check(case):
    async def fetch(url):
        await asyncio.sleep(0)
        return url * 2

    return asyncio.run(case.crawl(["a", "bc"], fetch))
