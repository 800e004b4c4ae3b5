"""Rates of the day."""

import requests


async def rates(url):
    return requests.get(url, timeout=5).json()
