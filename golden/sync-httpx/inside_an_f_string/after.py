from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def httpx_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request through a client of its own, as `httpx.request` does."""
    async with httpx.AsyncClient(verify=SSL_CONTEXT) as client:
        return await client.request(method, url, **options)


async def fetch(url):
    return f"{(await httpx_request('GET', url)).status_code} {(await httpx_request('GET', url)).json()['method']}"
