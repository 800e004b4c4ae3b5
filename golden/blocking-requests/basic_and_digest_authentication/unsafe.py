from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def login(url, user: str, word: str):
    a = (await http_request("GET", url, auth=(user, word))).json()
    b = (await http_request("GET", url, auth=httpx.BasicAuth(user, word))).json()
    c = (await http_request("GET", url, auth=httpx.DigestAuth(user, word))).json()
    d = (await http_request("GET", url)).json()
    return a, b, c, d
