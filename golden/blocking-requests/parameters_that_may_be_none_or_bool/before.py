import requests


async def search(url, q, exact):
    return requests.get(url, params={"q": q, "exact": exact}).json()["target"]
