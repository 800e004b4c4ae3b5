from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def httpx_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request through a client of its own, as `httpx.request` does."""
    async with httpx.AsyncClient(verify=SSL_CONTEXT) as client:
        return await client.request(method, url, **options)


async def fetch(url):
    try:
        response = await httpx_request("GET", url, follow_redirects=True)
        response.raise_for_status()
    except httpx.HTTPStatusError as error:
        return error.response.status_code
    except httpx.HTTPError as error:
        return type(error).__name__
    return response.json()["method"]
