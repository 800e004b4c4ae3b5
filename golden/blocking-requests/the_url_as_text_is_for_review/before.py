import requests


async def final(url):
    r = requests.get(url)
    return r.url + "#end", r.reason
