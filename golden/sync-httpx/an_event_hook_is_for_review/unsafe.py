from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


def awaited_hook(hook: Any) -> Any:
    """An event hook for an asynchronous client, from one for a synchronous client."""

    async def call(event: Any) -> None:
        hook(event)

    return call


async def fetch(url, hook):
    async with httpx.AsyncClient(verify=SSL_CONTEXT, event_hooks={"response": [awaited_hook(hook)]}) as client:
        return (await client.get(url)).status_code
