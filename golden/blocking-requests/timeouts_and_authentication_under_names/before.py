import requests
from requests.auth import HTTPBasicAuth

TIMEOUT = (3, 10)


async def load(url: str, user: str):
    auth = HTTPBasicAuth(user, "word")
    return requests.get(url, timeout=TIMEOUT, auth=auth).json()
