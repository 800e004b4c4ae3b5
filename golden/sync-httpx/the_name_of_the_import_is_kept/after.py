from typing import Any

import httpx as http


SSL_CONTEXT = http.create_ssl_context()


async def httpx_request(method: str, url: str, **options: Any) -> http.Response:
    """Send a request through a client of its own, as `httpx.request` does."""
    async with http.AsyncClient(verify=SSL_CONTEXT) as client:
        return await client.request(method, url, **options)


async def fetch(url):
    async with http.AsyncClient(verify=SSL_CONTEXT) as client:
        return (await client.get(url)).status_code, (await httpx_request("GET", url)).status_code, (await httpx_request("GET", url)).status_code
