from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


@asynccontextmanager
async def http_stream(
    method: str, url: str, **options: Any
) -> AsyncIterator[httpx.Response]:
    """Stream a response as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        async with client.stream(method, url, **options) as response:
            yield response


async def body(url):
    async with http_stream("POST", url, json={}) as r:
        # the whole of it
        await r.aread()
        return r.json(), len(r.content)
