from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request with a client of its own."""
    async with httpx.AsyncClient(verify=SSL_CONTEXT) as client:
        return await client.request(method, url, **options)


async def fetch(url):
    r = await http_request("GET", url, params={"q": "a b"})
    r.raise_for_status()
    return r.is_success, r.status_code
