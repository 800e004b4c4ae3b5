import requests


async def login(url: str, user, flag):
    r = requests.post(url, data={"user": user, "flag": flag})
    return r.json()
