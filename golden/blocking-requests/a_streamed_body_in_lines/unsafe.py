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


async def byte_lines(
    response: httpx.Response,
) -> AsyncIterator[bytes]:
    """The lines of a streamed body as bytes, without their line ends."""
    pending = b""
    async for chunk in response.aiter_bytes():
        lines = (pending + chunk).splitlines(keepends=True)
        pending = lines.pop() if lines and not lines[-1].endswith((b"\n", b"\r")) else b""
        for line in lines:
            yield line.rstrip(b"\r\n")
    if pending:
        yield pending


async def lines(url):
    async with http_stream("GET", url) as r:
        return [line.decode() async for line in byte_lines(r)]
