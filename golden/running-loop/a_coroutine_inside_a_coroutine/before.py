import asyncio


async def crawl(urls, fetch):
    async def timed(url):
        started = asyncio.get_event_loop().time()
        body = await fetch(url)
        return url, len(body), asyncio.get_event_loop().time() - started >= 0

    return await asyncio.gather(*(timed(url) for url in urls))
