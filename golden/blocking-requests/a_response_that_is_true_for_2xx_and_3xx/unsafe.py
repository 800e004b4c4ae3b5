from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def state(url):
    r = await http_request("GET", url)
    if not r.is_error:
        good = True
    else:
        good = False
    return good, not r.is_error, r.is_error, r.is_error, (not r.is_error) is True, 1 if not r.is_error else 2
