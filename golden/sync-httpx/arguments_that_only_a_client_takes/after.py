from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def httpx_request(
    method: str, url: str, *, cookies: Any = None, trust_env: bool = True, verify: Any = SSL_CONTEXT, **options: Any
) -> httpx.Response:
    """Send a request through a client of its own, as `httpx.request` does."""
    async with httpx.AsyncClient(cookies=cookies, trust_env=trust_env, verify=verify) as client:
        return await client.request(method, url, **options)


async def fetch(url):
    return (
        (await httpx_request("GET", url, verify=False, cookies={"a": "b"}, trust_env=False)).json(),
        (await httpx_request("DELETE", url, timeout=5)).json(),
    )
