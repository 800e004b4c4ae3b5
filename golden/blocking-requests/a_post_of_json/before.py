import requests


async def create(url, name):
    r = requests.post(url, json={"name": name, "tags": [1, None, 2.5]})
    return r.status_code, r.json()["method"]
