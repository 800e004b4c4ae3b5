import requests


async def fetch(url):
    r = requests.get(url)
    r.raise_for_status()
    return r.status_code
