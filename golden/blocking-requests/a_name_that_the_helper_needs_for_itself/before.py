import httpx as client
import requests

TIMEOUT = client.Timeout(5)


async def fetch(url):
    return requests.get(url).json()
