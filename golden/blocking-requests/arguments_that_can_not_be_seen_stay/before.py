import requests


async def fetch(url, **options):
    return requests.get(url, **options).json()
