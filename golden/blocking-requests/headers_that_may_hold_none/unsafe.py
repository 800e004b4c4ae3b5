from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(
    method: str, url: str, *, headers: Any = None, **options: Any
) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    headers = {k: v for k, v in (headers or {}).items() if v is not None}
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, headers=headers, **options)


async def fetch(url, headers=None):
    r = await http_request("GET", url, headers=headers)
    return r.json()["headers"]
