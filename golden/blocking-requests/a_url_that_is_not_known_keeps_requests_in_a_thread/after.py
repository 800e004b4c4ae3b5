"""Rates of the day."""

import asyncio

import requests


async def rates(url):
    return (await asyncio.to_thread(requests.get, url, timeout=5)).json()
