"""Orders, as the server wants to see them."""

from typing import Any

import httpx

URL = "https://shop.example.com/orders"


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


async def send(name, token):
    try:
        await http_request("GET", f"{URL}?sort=[name]")
        await http_request("GET", URL, headers={"X-Token": token})
        await http_request("POST", URL, json={"name": name}, follow_redirects=False)
        await http_request("POST", URL, json={"name": "shop"})
        await http_request("DELETE", URL)
    except (httpx.HTTPError, httpx.InvalidURL):
        return False
    return True
