import requests


async def search(url, params):
    return requests.get(url, params, headers={"X": "y"}).json()["target"]
