import requests


async def lines(url):
    with requests.get(url, stream=True) as r:
        return [line.decode() for line in r.iter_lines()]
