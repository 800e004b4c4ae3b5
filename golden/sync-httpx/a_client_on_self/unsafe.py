import httpx


SSL_CONTEXT = httpx.create_ssl_context()


class Rates:
    def __init__(self, key):
        self._client: httpx.AsyncClient = httpx.AsyncClient(verify=SSL_CONTEXT, limits=httpx.Limits(max_connections=100, max_keepalive_connections=0), headers={"Authorization": key}, timeout=5)

    async def rate(self, url):
        return (await self._client.get(url)).json()

    async def lines(self, url):
        async with self._client.stream("GET", url) as response:
            return [line async for line in response.aiter_lines()]

    async def aclose(self):
        await self._client.aclose()


async def fetch(url):
    rates = Rates("k")
    found = [await rates.rate(url), await rates.lines(url)]
    await rates.aclose()
    return found
