import asyncio
import json
from urllib.request import urlopen


def _load_sync(url: str) -> dict:
    with urlopen(url, timeout=5) as response:
        return json.load(response)


async def load(url: str) -> dict:
    return await asyncio.to_thread(_load_sync, url)


def _fetch_url(url: str):
    return urlopen(url).read()


async def size(url: str) -> int:
    return len(await asyncio.to_thread(_fetch_url, url))
