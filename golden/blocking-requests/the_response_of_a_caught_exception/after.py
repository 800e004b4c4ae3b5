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


async def load(url):
    try:
        r = await http_request("GET", url)
        if r.is_error:
            r.raise_for_status()
    except httpx.HTTPStatusError as error:
        return error.response.status_code, error.response.json()
    return 200


async def load_any(url):
    try:
        r = requests.get(url)
        r.raise_for_status()
    except requests.RequestException as error:
        status = None
        if error.response is not None:
            status = error.response.status_code
        return status
    return 200
