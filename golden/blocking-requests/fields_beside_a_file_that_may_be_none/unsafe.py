from typing import Any

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


def form_fields(data: Any) -> dict[Any, list[Any]]:
    """The fields beside files as requests sends them: None left out, True as `True`."""
    fields: dict[Any, list[Any]] = {}
    for key, value in query_pairs(data):
        fields.setdefault(key, []).append(value if isinstance(value, bytes) else str(value))
    return fields


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def fetch(url, language=None, tags=("a", 2)):
    payload = {"overlay": False, "language": language, "tags": tags, "key": b"k"}
    response = await http_request("POST", url, files={"file": ("a.txt", b"abc", "text/plain")}, data=form_fields(payload))
    return response.json()
