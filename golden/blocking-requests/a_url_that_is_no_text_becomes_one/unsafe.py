from typing import Any

import httpx
from pydantic import AnyUrl


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def fetch(url: AnyUrl):
    return (await http_request("GET", str(url), timeout=5)).status_code
