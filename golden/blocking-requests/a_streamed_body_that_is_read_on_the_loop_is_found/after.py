"""Files of a server, piece by piece."""

import asyncio

import requests


def _iter_content(response):
    total = 0
    for piece in response.iter_content(2):
        total += len(piece)
    return total


async def size(url):
    response = await asyncio.to_thread(requests.get, url, stream=True)
    await asyncio.sleep(0)
    return await asyncio.to_thread(_iter_content, response)


async def body(url):
    response = await asyncio.to_thread(requests.get, url, stream=True)
    return await asyncio.to_thread(getattr, response, "content")


async def whole(url):
    response = await asyncio.to_thread(requests.get, url)
    return len(response.content), [len(piece) for piece in response.iter_content(2)]
