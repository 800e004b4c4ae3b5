from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(
    method: str, url: str, *, cookies: Any = None, **options: Any
) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, cookies=cookies, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def login(url, cookies):
    return (await http_request("GET", url, cookies=cookies)).json()["headers"]
