import httpx


SSL_CONTEXT = httpx.create_ssl_context()


def lasting_session() -> httpx.AsyncClient:
    """A client with the defaults of requests: no timeout, redirects followed."""
    return httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30,
        limits=httpx.Limits(max_keepalive_connections=0),
    )


class Base:
    def __init__(self):
        self.http = None
        self.http = lasting_session()


class Rates(Base):
    async def rate(self, url):
        return (await self.http.get(url)).json()


class Unrelated:
    def __init__(self, http):
        self.http = http

    def rate(self, url):
        return self.http.get(url)


async def fetch(url):
    return await Rates().rate(url)
