import requests


async def fetch(url):
    s = requests.session()
    s.get(url)
    found = s.get(url.replace("/cookie", "/echo"), headers={"X": "1"}).json()["headers"]
    s.close()
    return found, dict(s.cookies)
