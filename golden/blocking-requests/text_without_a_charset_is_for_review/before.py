import requests


async def page(url):
    return requests.get(url).text
