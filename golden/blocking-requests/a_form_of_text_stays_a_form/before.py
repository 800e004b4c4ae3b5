import requests


async def login(url: str, user: str):
    r = requests.post(url, data={"user": user, "n": 1, "many": ["a", "b"]}, timeout=(3, 10))
    return r.json()["body"]
