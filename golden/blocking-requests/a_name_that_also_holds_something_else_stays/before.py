import requests


async def latest(url, cached):
    r = cached
    if r is None:
        r = requests.get(url)
    return r.ok
