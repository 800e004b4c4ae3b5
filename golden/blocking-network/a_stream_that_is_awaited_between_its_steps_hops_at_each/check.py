import asyncio

import requests
from loopback import Server


def check(case):
    found = []

    async def listed(response):
        return [piece async for piece in case.pieces(response)]

    with Server() as server:
        for path in ("/lines", "/chunks"):
            lines = []
            asyncio.run(case.collect(requests.get(server.url + path, stream=True), lines))
            found.append([lines, asyncio.run(listed(requests.get(server.url + path, stream=True)))])
    return found
