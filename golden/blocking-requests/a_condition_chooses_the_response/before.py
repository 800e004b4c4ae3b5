"""Prices from a shop, where it has a page."""

import requests


async def status(url):
    answer = requests.get(url) if "status" in url else None
    return answer.status_code if answer else 0


async def either(url):
    answer = requests.get(url) if "status" in url else requests.post(url, json={})
    return answer.ok


async def cached(url, known):
    answer = requests.get(url) if "status" in url else known
    return answer.ok
