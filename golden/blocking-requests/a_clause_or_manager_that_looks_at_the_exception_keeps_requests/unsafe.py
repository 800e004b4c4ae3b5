"""What went wrong is counted by its class."""

import logging
from typing import Any

import httpx

COUNTS = {}
log = logging.getLogger(__name__)


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


class Counted:
    def __enter__(self):
        return self

    def __exit__(self, kind, problem, trace):
        COUNTS[kind] = COUNTS.get(kind, 0) + 1


async def counted():
    try:
        with Counted():
            return (await http_request("GET", "https://shop.example.com/")).status_code
    except (httpx.HTTPError, httpx.InvalidURL):
        return 0


async def logged():
    try:
        return (await http_request("GET", "https://shop.example.com/")).status_code
    except Exception:
        log.exception("no answer")
        return 0


async def told():
    try:
        return (await http_request("GET", "https://shop.example.com/")).status_code
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        return type(problem).__name__
