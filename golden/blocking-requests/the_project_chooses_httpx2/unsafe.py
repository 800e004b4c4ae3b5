from typing import Any

import httpx2


SSL_CONTEXT = httpx2.create_ssl_context()


async def http_request(method: str, url: str, **options: Any) -> httpx2.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx2.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def fetch(url):
    try:
        return (await http_request("GET", url)).status_code
    except (httpx2.NetworkError, httpx2.RemoteProtocolError, httpx2.ProxyError):
        return None
