import httpx


async def fetch(urls):
    return sum(httpx.get(url).status_code for url in urls)
