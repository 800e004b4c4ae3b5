import asyncio

import requests


async def pages(base: str, last: int):
    for number in range(1, last + 1):
        response = await asyncio.to_thread(requests.get, f"{base}/{number}", timeout=5)
        yield response.json()["path"]
