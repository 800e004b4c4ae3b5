import asyncio

import requests


def _pick_sync(urls: list[str]) -> str | None:
    for url in urls:
        if requests.get(url, timeout=5).ok:
            return url
    return None


async def pick(urls: list[str]) -> str | None:
    return await asyncio.to_thread(_pick_sync, urls)


def _until_missing_sync(base: str) -> int:
    number = 0
    while requests.get(f"{base}/{'a' if number < 2 else 'missing'}", timeout=5).ok:
        number += 1
    return number


async def until_missing(base: str) -> int:
    return await asyncio.to_thread(_until_missing_sync, base)
