import requests
from requests.adapters import HTTPAdapter


async def fetch(url):
    with requests.Session() as s:
        s.mount("https://", HTTPAdapter(max_retries=3))
        return s.get(url).status_code
