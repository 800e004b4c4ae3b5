import requests


async def load(url):
    return requests.get(url).json()


async def load_or_none(url):
    try:
        return await load(url)
    except requests.ConnectionError:
        return None
