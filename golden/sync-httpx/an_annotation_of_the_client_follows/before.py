"""Weather."""

import httpx


async def weather(url):
    client: httpx.Client = httpx.Client()
    try:
        return client.get(url).json()
    finally:
        client.close()
