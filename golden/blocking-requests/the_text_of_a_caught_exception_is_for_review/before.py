import requests


async def load(url):
    try:
        return requests.get(url).json()["method"]
    except requests.exceptions.ConnectionError as error:
        print(f"failed: {error}")
        return None
