import json
from urllib.request import urlopen


async def load(url: str) -> dict:
    with urlopen(url, timeout=5) as response:
        return json.load(response)


async def size(url: str) -> int:
    return len(urlopen(url).read())
