import requests as http
from requests import get as fetch


async def both(url: str) -> tuple[int, int]:
    first = http.get(url, timeout=5).status_code
    second = fetch(url=url, timeout=5).status_code
    return first, second


async def other(requests, url: str):
    return requests.get(url)
