import httpx


async def fetch(urls):
    with httpx.Client() as client:
        def load(url):
            return client.get(url).json()

        return [load(url) for url in urls]
