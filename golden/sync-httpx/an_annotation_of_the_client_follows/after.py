"""Weather."""

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def weather(url):
    client: httpx.AsyncClient = httpx.AsyncClient(verify=SSL_CONTEXT)
    try:
        return (await client.get(url)).json()
    finally:
        await client.aclose()
