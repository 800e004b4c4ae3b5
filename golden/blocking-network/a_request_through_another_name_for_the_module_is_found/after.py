import asyncio

import requests as http
from requests import get as fetch


def _both_sync(url: str) -> tuple[int, int]:
    first = http.get(url, timeout=5).status_code
    second = fetch(url=url, timeout=5).status_code
    return first, second


async def both(url: str) -> tuple[int, int]:
    return await asyncio.to_thread(_both_sync, url)


async def other(requests, url: str):
    return requests.get(url)
