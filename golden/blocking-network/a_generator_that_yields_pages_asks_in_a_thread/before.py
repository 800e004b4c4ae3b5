import requests


async def pages(base: str, last: int):
    for number in range(1, last + 1):
        response = requests.get(f"{base}/{number}", timeout=5)
        yield response.json()["path"]
