import requests


async def upload(url):
    r = requests.post(url, files={"f": ("a.txt", b"x", "text/x")}, data={"a": "b"})
    return r.json()
