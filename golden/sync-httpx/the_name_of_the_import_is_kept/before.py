import httpx as http
from httpx import Client, get


async def fetch(url):
    with Client() as client:
        return client.get(url).status_code, get(url).status_code, http.get(url).status_code
