import requests


async def upload(url, path):
    with open(path, "rb") as file:
        return requests.post(url, data=file).json()
