import requests


async def ping(url: str) -> int:
    return requests.get(url, timeout=1).status_code  # asyncfix: skip[blocking-network]


async def probe(url: str) -> int:
    return requests.head(url, timeout=1).status_code  # noqa: ASYNC210
