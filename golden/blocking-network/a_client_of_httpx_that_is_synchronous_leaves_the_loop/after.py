import asyncio

import httpx


def _latest_sync(base: str) -> dict:
    with httpx.Client(base_url=base, timeout=5) as client:
        response = client.get("/latest")
        response.raise_for_status()
        return response.json()


async def latest(base: str) -> dict:
    return await asyncio.to_thread(_latest_sync, base)


async def status(url: str) -> int:
    return (await asyncio.to_thread(httpx.get, url, timeout=5)).status_code
