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
        self.session = lasting_session()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        await self.session.aclose()

    async def rate(self, url):
        try:
            response = await self.session.get(url)
            if response.is_error:
                response.raise_for_status()
        except httpx.HTTPStatusError as error:
            return error.response.status_code
        return response.json()


async def fetch(url):
    async with Rates() as rates:
        return await rates.rate(url)
