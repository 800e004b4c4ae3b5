import requests


async def fetch(url, parse):
    return parse(requests.get(url))
