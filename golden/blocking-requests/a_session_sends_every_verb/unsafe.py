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


def http_session() -> httpx.AsyncClient:
    """A client with the defaults of requests: no timeout, redirects followed."""
    return httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    )


async def fetch(url):
    async with http_session() as s:
        return [
            (await s.request("DELETE", url, json=[1])).status_code,
            (await s.head(url, follow_redirects=False)).status_code,
            (await s.options(url)).status_code,
            (await s.request("PATCH", url, content=b"x")).json()["body"],
            (await s.get(with_params(url + "?a=1", {"b": None, "c": True}))).json()["target"],
        ]
