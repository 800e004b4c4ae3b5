import requests


async def latest(url, fallback):
    r = requests.get(url)
    if not r.ok:
        r = requests.get(fallback)
    return r.ok, r.status_code
