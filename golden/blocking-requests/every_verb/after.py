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


async def verbs(url):
    found = [
        (await http_request("GET", url)).status_code,
        (await http_request("OPTIONS", url)).status_code,
        (await http_request("POST", url)).status_code,
        requests.put(url, data="x").status_code,
        requests.patch(url, data="y").status_code,
        requests.delete(url, json={"a": 1}).status_code,
        (await http_request("PURGE", url)).status_code,
        (await http_request(method="get", url=url)).status_code,
    ]
    return found
