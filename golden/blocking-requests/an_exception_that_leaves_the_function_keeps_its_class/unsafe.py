"""Prices, which callers get or an exception that they know."""

from typing import Any
from urllib.parse import urlencode

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


def query_pairs(params: Any) -> list[tuple[Any, Any]]:
    """Names and values as requests sends them: lists one by one, None left out."""
    items = params.items() if hasattr(params, "items") else params
    return [
        (key, value)
        for key, values in items
        for value in (
            [values] if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__") else values
        )
        if value is not None
    ]


def with_params(url: str, params: Any) -> str:
    """The URL with the parameters added to its query, as requests does; httpx replaces the query."""
    query = params.decode() if isinstance(params, bytes) else params or ""
    if not isinstance(query, str):
        query = urlencode(query_pairs(query), doseq=True)
    if not query:
        return url
    base, mark, fragment = url.partition("#")
    base, _, old = base.partition("?")
    return base + "?" + (f"{old}&{query}" if old else query) + mark + fragment


async def http_request(
    method: str, url: str, *, params: Any = None, **options: Any
) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, with_params(url, params), **options)


async def price(name):
    answer = await http_request("GET", "https://shop.example.com/prices", params={"name": name})
    if answer.is_error:
        answer.raise_for_status()
    return answer.json()


async def again(name):
    try:
        return (await http_request("GET", "https://shop.example.com/again")).status_code
    except (httpx.HTTPError, httpx.InvalidURL):
        print("no answer")
        raise


async def found(name):
    try:
        return (await http_request("GET", "https://shop.example.com/found")).status_code
    except (httpx.HTTPError, httpx.InvalidURL):
        raise LookupError(name)
