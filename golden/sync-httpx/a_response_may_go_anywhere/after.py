from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def httpx_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request through a client of its own, as `httpx.request` does."""
    async with httpx.AsyncClient(verify=SSL_CONTEXT) as client:
        return await client.request(method, url, **options)


def shown(response):
    return response.status_code, response.text


async def fetch(url):
    return await httpx_request("GET", url)


async def show(url):
    return shown(await httpx_request("GET", url)), (await fetch(url)).is_success
