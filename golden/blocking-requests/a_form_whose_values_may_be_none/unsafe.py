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


def form_body(data: Any) -> dict[str, Any]:
    """A form as the body of a request, as requests sends it: None left out, True as `True`."""
    if not data:
        return {}
    body = urlencode(query_pairs(data), doseq=True)
    return {
        "content": body.encode(),
        "headers": {"Content-Type": "application/x-www-form-urlencoded"},
    }


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def login(url: str, user, flag):
    r = await http_request("POST", url, **form_body({"user": user, "flag": flag}))
    return r.json()
