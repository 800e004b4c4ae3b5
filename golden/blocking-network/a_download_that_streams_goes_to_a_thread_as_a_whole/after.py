import asyncio
import hashlib

import requests


def _fetch_url(url: str, found) -> None:
    with requests.get(url, stream=True, timeout=5) as response:
        response.raise_for_status()
        for chunk in response.iter_content(4):
            found.update(chunk)


async def digest(url: str) -> str:
    found = hashlib.sha256()
    await asyncio.to_thread(_fetch_url, url, found)
    return found.hexdigest()
