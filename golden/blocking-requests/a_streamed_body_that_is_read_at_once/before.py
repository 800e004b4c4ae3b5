import requests


async def body(url):
    with requests.post(url, json={}, stream=True) as r:
        # the whole of it
        return r.json(), len(r.content)
