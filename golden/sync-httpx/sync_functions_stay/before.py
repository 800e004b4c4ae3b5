import httpx


def fetch(url):
    with httpx.Client() as client:
        return client.get(url).status_code, httpx.get(url).status_code


async def fetch_all(urls):
    return urls
