import requests


async def fetch(url):
    try:
        return requests.get(url).status_code
    except requests.ConnectionError:
        return None
