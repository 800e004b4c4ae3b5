import requests


async def check(url):
    return (lambda: requests.get(url).status_code)()
