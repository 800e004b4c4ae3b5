import asyncio

import requests


def _statuses_sync(paths: list[str], base: str):
    return {path: requests.get(base + path, timeout=5).status_code for path in paths}


async def statuses(base: str, paths: list[str]) -> dict[str, int]:
    return await asyncio.to_thread(_statuses_sync, paths, base)


def _all_there_sync(paths: list[str], base: str):
    return all(requests.get(base + path, timeout=5).ok for path in paths)


async def all_there(base: str, paths: list[str]) -> bool:
    return await asyncio.to_thread(_all_there_sync, paths, base)
