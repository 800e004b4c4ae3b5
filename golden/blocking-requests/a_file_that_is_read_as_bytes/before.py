import requests


async def fetch(url, name):
    data = open(name, "rb").read()
    return requests.post(url, headers={"Content-Type": "audio/wav"}, data=data).json()
