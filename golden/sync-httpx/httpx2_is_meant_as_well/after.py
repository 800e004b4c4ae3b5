from typing import Any

import httpx2


SSL_CONTEXT = httpx2.create_ssl_context()


async def httpx_request(
    method: str, url: str, **options: Any
) -> httpx2.Response:
    """Send a request through a client of its own, as `httpx.request` does."""
    async with httpx2.AsyncClient(verify=SSL_CONTEXT) as client:
        return await client.request(method, url, **options)


async def fetch(url):
    async with httpx2.AsyncClient(verify=SSL_CONTEXT) as client:
        return (await client.get(url)).status_code, (await httpx_request("GET", url)).status_code
