from typing import Any

import httpx as httpx_

SSL_CONTEXT = None
httpx = "something else"


SSL_CONTEXT_ = httpx_.create_ssl_context()


async def http_request_(method: str, url: str, **options: Any) -> httpx_.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx_.AsyncClient(
        verify=SSL_CONTEXT_, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


def http_request():
    return httpx, SSL_CONTEXT


async def fetch(url):
    return (await http_request_("GET", url)).status_code
