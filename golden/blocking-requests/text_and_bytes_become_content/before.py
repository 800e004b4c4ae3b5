import json

import requests


async def send(url: str, payload: dict):
    first = requests.post(url, data=json.dumps(payload), headers={"Content-Type": "application/json"})
    second = requests.put(url, "text".encode())
    return first.json(), second.json()
