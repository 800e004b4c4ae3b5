import requests


def sync(url):
    return requests.get(url)


async def fetch(url):
    return requests.get(url).status_code
