import requests


async def save(url):
    r = requests.get(url, stream=True)
    return sum(len(chunk) for chunk in r.iter_content(4))
