import httpx


SSL_CONTEXT = httpx.create_ssl_context()


def http_session() -> httpx.AsyncClient:
    """A client with the defaults of requests: no timeout, redirects followed."""
    return httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    )


async def fetch(url, token: str):
    async with http_session() as session:
        session.headers.update({"X-Token": token})
        first = await session.get(url)
        if first.is_error:
            first.raise_for_status()
        second = await session.post(url, json={"a": 1}, timeout=5)
        return first.json(), not second.is_error
