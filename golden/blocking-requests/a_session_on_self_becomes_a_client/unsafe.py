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


def lasting_session() -> httpx.AsyncClient:
    """A client with the defaults of requests: no timeout, redirects followed."""
    return httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30,
        limits=httpx.Limits(max_keepalive_connections=0),
    )


class Rates:
    session: httpx.AsyncClient

    def __init__(self, url, key):
        self.url = url
        self.session = lasting_session()
        self.session.headers["Authorization"] = f"Bearer {key}"
        self.session.headers.update({"X-App": "rates"})

    async def rate(self, currency):
        response = await self.session.get(with_params(self.url, {"currency": currency}), timeout=5)
        if response.is_error:
            response.raise_for_status()
        return response.json() if not response.is_error else None

    async def store(self, currency, value):
        return (await self.session.put(f"{self.url}/{currency}", headers={"X-Value": value})).status_code

    async def aclose(self):
        self.url = ""  # no more
        await self.session.aclose()


async def fetch(url):
    rates = Rates(url, "k")
    found = [await rates.rate("eur"), await rates.store("eur", "1.1")]
    await rates.aclose()
    return found
