from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def look(url, follow):
    a = await http_request("GET", url, follow_redirects=False)
    b = await http_request("GET", url, follow_redirects=bool(follow))
    if a.is_error:
        a.raise_for_status()
    return a.status_code, a.has_redirect_location, (a.has_redirect_location and a.status_code in (301, 308)), b.status_code
