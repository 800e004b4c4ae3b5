import httpx


SSL_CONTEXT = httpx.create_ssl_context()


def http_session() -> httpx.AsyncClient:
    """A client with the defaults of requests: no timeout, redirects followed."""
    return httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    )


async def state(url, user: str):
    async with http_session() as session:
        session.auth = (user, "word")
        session.headers["X-A"] = "1"
        return (await session.get(url)).json()["headers"]
