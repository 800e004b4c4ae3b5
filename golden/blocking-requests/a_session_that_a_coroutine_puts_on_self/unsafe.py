import httpx


SSL_CONTEXT = httpx.create_ssl_context()


def lasting_session() -> httpx.AsyncClient:
    """A client with the defaults of requests: no timeout, redirects followed."""
    return httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30,
        limits=httpx.Limits(max_keepalive_connections=0),
    )


class Rates:
    def __init__(self):
        self.session = None

    async def start(self):
        self.session = lasting_session()

    async def rate(self, url):
        if self.session is None:
            await self.start()
        return (await self.session.get(url)).json()

    async def close(self):
        if self.session:
            await self.session.aclose()
            self.session = None


async def fetch(url):
    rates = Rates()
    found = await rates.rate(url)
    await rates.close()
    return found
