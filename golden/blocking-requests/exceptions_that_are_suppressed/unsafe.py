"""Whether shops are open, as far as they answer."""

import contextlib
from contextlib import suppress
from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def is_open(url):
    with contextlib.suppress(httpx.NetworkError, httpx.RemoteProtocolError, httpx.ProxyError, httpx.HTTPStatusError):
        response = await http_request("GET", url)
        if response.is_error:
            response.raise_for_status()
        return True
    return False


async def size(url):
    with suppress(OSError, httpx.HTTPError, httpx.InvalidURL):
        return len((await http_request("GET", url)).content)
    return None
