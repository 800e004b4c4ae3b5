import requests


async def search(host: str, q: str, page: int):
    return requests.get(f"{host}/echo", params={"q": q, "page": page, "sort": "a b"}).json()["target"]
