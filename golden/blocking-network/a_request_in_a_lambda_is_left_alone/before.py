import requests


async def loaders(urls: list[str]) -> list:
    return [lambda url=url: requests.get(url, timeout=5) for url in urls]


async def ready(loop, url: str) -> None:
    await loop.run_in_executor(None, lambda: requests.get(url, timeout=5))
