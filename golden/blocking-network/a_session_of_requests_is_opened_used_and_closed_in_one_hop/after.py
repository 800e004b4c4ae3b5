import asyncio

import requests


def _pages_sync(names: list[str], base: str) -> list[dict]:
    with requests.Session() as session:
        session.headers["User-Agent"] = "crawler"
        return [session.get(f"{base}/{name}", timeout=5).json() for name in names]


async def pages(base: str, names: list[str]) -> list[dict]:
    return await asyncio.to_thread(_pages_sync, names, base)
