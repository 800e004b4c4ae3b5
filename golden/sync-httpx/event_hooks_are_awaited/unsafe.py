from typing import Any

import httpx

seen = []


SSL_CONTEXT = httpx.create_ssl_context()


def awaited_hook(hook: Any) -> Any:
    """An event hook for an asynchronous client, from one for a synchronous client."""

    async def call(event: Any) -> None:
        hook(event)

    return call


def note(request):
    seen.append(request.method)


def check_status(response):
    response.raise_for_status()


async def fetch(url):
    async with httpx.AsyncClient(verify=SSL_CONTEXT, event_hooks={"request": [awaited_hook(note)], "response": [awaited_hook(check_status)]}) as client:
        try:
            return (await client.get(url)).json(), seen.pop()
        except httpx.HTTPStatusError as error:
            return error.response.status_code
