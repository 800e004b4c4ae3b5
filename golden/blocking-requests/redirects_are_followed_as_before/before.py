import requests


async def follow(url):
    r = requests.get(url)
    return r.status_code, len(r.history)
