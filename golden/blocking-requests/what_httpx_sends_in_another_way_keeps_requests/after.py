"""Orders, as the server wants to see them."""

import asyncio

import requests

URL = "https://shop.example.com/orders"


def _send_sync(token, name):
    try:
        requests.get(f"{URL}?sort=[name]")
        requests.get(URL, headers={"X-Token": token})
        requests.post(URL, json={"name": name}, allow_redirects=False)
        requests.post(URL, json={"name": "shop"})
        requests.delete(URL)
    except requests.RequestException:
        return False
    return True


async def send(name, token):
    return await asyncio.to_thread(_send_sync, token, name)
