"""Prices, which callers get or an exception that they know."""

import requests


async def price(name):
    answer = requests.get("https://shop.example.com/prices", params={"name": name})
    answer.raise_for_status()
    return answer.json()


async def again(name):
    try:
        return requests.get("https://shop.example.com/again").status_code
    except requests.RequestException:
        print("no answer")
        raise


async def found(name):
    try:
        return requests.get("https://shop.example.com/found").status_code
    except requests.RequestException:
        raise LookupError(name)
