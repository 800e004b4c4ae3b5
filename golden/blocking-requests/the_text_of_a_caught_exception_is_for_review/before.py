import requests


async def load(url):
    try:
        return requests.get(url).json()["method"]
    except requests.exceptions.ConnectionError as error:
        return bool(f"failed: {error}")
