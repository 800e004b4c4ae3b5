from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


@asynccontextmanager
async def httpx_stream(
    method: str, url: str, **options: Any
) -> AsyncIterator[httpx.Response]:
    """Stream a response through a client of its own, as `httpx.stream` does."""
    async with httpx.AsyncClient(verify=SSL_CONTEXT) as client:
        async with client.stream(method, url, **options) as response:
            yield response


async def fetch(url):
    async with httpx_stream("GET", url, timeout=5) as response:
        response.raise_for_status()
        return [line async for line in response.aiter_lines()], response.status_code
