"""Files of a server, piece by piece."""

import asyncio
from typing import Any

import httpx
import requests


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def size(url):
    response = await http_request("GET", url)
    await asyncio.sleep(0)
    total = 0
    for piece in response.iter_bytes(2):
        total += len(piece)
    return total


async def body(url):
    response = await asyncio.to_thread(requests.get, url, stream=True)
    return await asyncio.to_thread(getattr, response, "content")


async def whole(url):
    response = await asyncio.to_thread(requests.get, url)
    return len(response.content), [len(piece) for piece in response.iter_content(2)]
