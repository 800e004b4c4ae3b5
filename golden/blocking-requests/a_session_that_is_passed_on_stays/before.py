import requests


async def fetch(url, load):
    with requests.Session() as s:
        return load(s, url)
