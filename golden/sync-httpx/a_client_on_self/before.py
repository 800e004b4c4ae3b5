import httpx


class Rates:
    def __init__(self, key):
        self._client: httpx.Client = httpx.Client(headers={"Authorization": key}, timeout=5)

    async def rate(self, url):
        return self._client.get(url).json()

    async def lines(self, url):
        with self._client.stream("GET", url) as response:
            return [line for line in response.iter_lines()]

    async def aclose(self):
        self._client.close()


async def fetch(url):
    rates = Rates("k")
    found = [await rates.rate(url), await rates.lines(url)]
    await rates.aclose()
    return found
