import requests


async def load(url):
    r = requests.get(url); r.raise_for_status(); found = r.json()
    if found: r.raise_for_status()
    return found
