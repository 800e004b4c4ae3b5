import requests


async def load(url, other):
    def replace():
        nonlocal r
        r = other

    r = requests.get(url)
    replace()
    return r.ok
