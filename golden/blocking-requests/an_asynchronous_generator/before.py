import requests


async def pages(url):
    for n in range(2):
        r = requests.get(f"{url}?n={n}")
        r.raise_for_status()
        yield r.json()["target"]


async def all_pages(url):
    return [page async for page in pages(url)]
