import httpx


class Rates:
    def __init__(self):
        self._client = httpx.Client()

    async def rate(self, url):
        return self._client.get(url).json()

    def rate_now(self, url):
        return self._client.get(url).json()
