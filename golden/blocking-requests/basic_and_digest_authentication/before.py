import requests
from requests.auth import HTTPBasicAuth, HTTPDigestAuth


async def login(url, user: str, word: str):
    a = requests.get(url, auth=(user, word)).json()
    b = requests.get(url, auth=HTTPBasicAuth(user, word)).json()
    c = requests.get(url, auth=HTTPDigestAuth(user, word)).json()
    d = requests.get(url, auth=None).json()
    return a, b, c, d
