"""Is it there?"""

import asyncio
from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def httpx_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request through a client of its own, as `httpx.request` does."""
    async with httpx.AsyncClient(verify=SSL_CONTEXT) as client:
        return await client.request(method, url, **options)


async def ping(url):
    try:
        return str((await asyncio.to_thread(httpx.get, url)).status_code)
    except httpx.ConnectError as error:
        return f"down: {error}"


async def ask(url):
    try:
        return (await httpx_request("GET", url)).status_code
    except httpx.ConnectError:
        return 0
