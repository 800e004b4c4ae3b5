import requests


async def pick(urls: list[str]) -> str | None:
    for url in urls:
        if requests.get(url, timeout=5).ok:
            return url
    return None


async def until_missing(base: str) -> int:
    number = 0
    while requests.get(f"{base}/{'a' if number < 2 else 'missing'}", timeout=5).ok:
        number += 1
    return number
