import requests


async def statuses(base: str, paths: list[str]) -> dict[str, int]:
    return {path: requests.get(base + path, timeout=5).status_code for path in paths}


async def all_there(base: str, paths: list[str]) -> bool:
    return all(requests.get(base + path, timeout=5).ok for path in paths)
