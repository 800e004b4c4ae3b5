import httpx


SSL_CONTEXT = httpx.create_ssl_context()


def http_session() -> httpx.AsyncClient:
    """A client with the defaults of requests: no timeout, redirects followed."""
    return httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    )


async def fetch(url):
    s = http_session()
    await s.get(url)
    found = (await s.get(url.replace("/cookie", "/echo"), headers={"X": "1"})).json()["headers"]
    await s.aclose()
    return found, dict(s.cookies)
