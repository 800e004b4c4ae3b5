import requests


async def load(url):
    with requests.get(url, params={"base": "EUR"}, timeout=3) as response:
        response.raise_for_status()
        rates = response.json()
    return rates, response.status_code, len(response.content) > 2


async def pieces(url):
    with requests.get(url) as response:
        return [len(piece) for piece in response.iter_content(4)]
