import requests


async def check(url):
    if (r := requests.get(url)).ok and r.json():
        return r.status_code
    return None
