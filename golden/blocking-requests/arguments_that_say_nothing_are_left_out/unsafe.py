"""Requests with arguments that are only there to be seen."""

from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(
    method: str, url: str, *, verify: Any = SSL_CONTEXT, cookies: Any = None, proxy: str | None = None, **options: Any
) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=verify, cookies=cookies, proxy=proxy, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def status(url):
    return (await http_request(
        "GET",
        url,
    )).status_code


async def place(url):
    answer = await http_request("HEAD", url, follow_redirects=False)
    return answer.headers["Location"]


async def size(url):
    return len((await http_request("GET", url, timeout=3)).content)
