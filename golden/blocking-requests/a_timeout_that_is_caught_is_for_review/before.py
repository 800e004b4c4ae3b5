import requests


async def load(url):
    try:
        return requests.get(url, timeout=0.3).status_code
    except requests.Timeout:
        return "late"
