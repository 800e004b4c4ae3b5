from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def httpx_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request through a client of its own, as `httpx.request` does."""
    async with httpx.AsyncClient(verify=SSL_CONTEXT) as client:
        return await client.request(method, url, **options)


async def fetch(url):
    a = await httpx_request("GET", url, params={"q": None}, headers={"X": "1"}, timeout=3)
    b = (await httpx_request("POST", url, json={"a": 1})).json()
    return a.status_code, a.json(), b
