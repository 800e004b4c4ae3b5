import httpx


async def fetch(url):
    client = httpx.Client(transport=httpx.HTTPTransport(retries=1))
    try:
        return client.get(url).json()
    finally:
        client.close()
