import requests


async def fetch(url):
    r = requests.get(url, params={"q": "a b"})
    r.raise_for_status()
    return r.ok, r.status_code
