import requests


async def load(url: str):
    response: requests.Response = requests.get(url)
    return response.json()
