from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def state(url):
    if not (await http_request("GET", url)).is_error:
        first = 1
    else:
        first = 2
    if (await http_request("GET", url)).is_error:
        first += 10
    if (r := await http_request("GET", url)).is_error:
        return first, None
    if not (r := await http_request("GET", url)).is_error:
        first += 100
    return first, r.status_code, 1 if (not (r := await http_request("GET", url)).is_error) else 2
