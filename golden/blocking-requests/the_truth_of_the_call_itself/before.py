import requests


async def state(url):
    if requests.get(url):
        first = 1
    else:
        first = 2
    if not requests.get(url):
        first += 10
    if not (r := requests.get(url)):
        return first, None
    if r := requests.get(url):
        first += 100
    return first, r.status_code, 1 if (r := requests.get(url)) else 2
