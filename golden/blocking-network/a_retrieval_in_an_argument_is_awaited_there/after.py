import asyncio
import urllib.request

LIMIT = 4


def first(data: bytes) -> bytes:
    return data[:LIMIT]


def _fetch_url(url: str):
    return urllib.request.urlopen(url, timeout=5).read()


async def preview(url: str) -> str:
    return first(await asyncio.to_thread(_fetch_url, url)).decode()
