from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def httpx_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request through a client of its own, as `httpx.request` does."""
    async with httpx.AsyncClient(verify=SSL_CONTEXT) as client:
        return await client.request(method, url, **options)


async def fetch(url):
    response = await httpx_request(
        "POST",
        url,  # the address
        json={
            "a": """one
    two""",
        },
    )
    return response.json()
