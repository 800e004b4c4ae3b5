import requests


async def login(url, cookies):
    return requests.get(url, cookies=cookies).json()["headers"]
