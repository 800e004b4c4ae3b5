import requests


async def state(url):
    r = requests.get(url)
    if r:
        good = True
    else:
        good = False
    return good, r.ok, not r.ok, not r, r.ok is True, 1 if r else 2, r and "yes" if r else "no"
