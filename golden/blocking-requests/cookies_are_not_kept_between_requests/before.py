import requests


async def twice(first):
    requests.get(first)
    return requests.get(first.replace("/cookie", "/echo")).json()["headers"]
