import requests


async def send(url: str, body):
    return requests.post(url, data=body).status_code
