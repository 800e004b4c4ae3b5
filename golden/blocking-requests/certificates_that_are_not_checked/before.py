import requests


async def status(url):
    return requests.get(url, verify=False).status_code, requests.get(url, verify=True).status_code
