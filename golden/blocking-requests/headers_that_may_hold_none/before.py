import requests


async def fetch(url, headers=None):
    r = requests.get(url, headers=headers)
    return r.json()["headers"]
