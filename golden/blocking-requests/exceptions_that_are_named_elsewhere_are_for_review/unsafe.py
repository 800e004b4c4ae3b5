from typing import Any

import httpx
import requests
from tenacity import retry, retry_if_exception_type

ERRORS = (requests.ConnectionError, KeyError)


SSL_CONTEXT = httpx.create_ssl_context()


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


@retry(retry=retry_if_exception_type(requests.Timeout))
async def load(url):
    return (await http_request("GET", url)).json()


async def load_or_none(url):
    try:
        return (await http_request("GET", url)).json()
    except ERRORS:
        return None


async def kind(url):
    try:
        return (await http_request("GET", url)).json()
    except Exception as error:
        return isinstance(error, requests.HTTPError)
