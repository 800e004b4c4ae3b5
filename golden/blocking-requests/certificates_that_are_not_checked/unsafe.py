from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(
    method: str, url: str, *, verify: Any = SSL_CONTEXT, **options: Any
) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=verify, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def status(url):
    return (await http_request("GET", url, verify=False)).status_code, (await http_request("GET", url)).status_code
