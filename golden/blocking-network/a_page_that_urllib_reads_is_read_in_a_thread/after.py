import asyncio
import json
from urllib.request import urlopen


async def load(url: str) -> dict:
    with await asyncio.to_thread(urlopen, url, timeout=5) as response:
        return json.load(response)


def _size_sync(url: str):
    return urlopen(url).read()


async def size(url: str) -> int:
    return len(await asyncio.to_thread(_size_sync, url))
