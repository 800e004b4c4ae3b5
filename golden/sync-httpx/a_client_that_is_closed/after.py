import httpx


async def fetch(url):
    client = httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(retries=1))
    try:
        return (await client.get(url)).json()
    finally:
        await client.aclose()
