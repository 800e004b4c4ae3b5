import requests

SSL_CONTEXT = None
httpx = "something else"


def http_request():
    return httpx, SSL_CONTEXT


async def fetch(url):
    return requests.get(url).status_code
