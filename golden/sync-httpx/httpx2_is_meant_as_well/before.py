import httpx2


async def fetch(url):
    with httpx2.Client() as client:
        return client.get(url).status_code, httpx2.get(url).status_code
