"""What a server sends piece by piece is handed on piece by piece."""

import asyncio
import threading

import requests


async def collect(response: requests.Response, found: list[bytes]) -> None:
    for line in response.iter_lines():
        await asyncio.sleep(0)
        if line == b"two":
            break
        found.append(line)
    else:
        found.append(b"all of it")


async def pieces(response: requests.Response):
    for piece in response.iter_content(4):
        yield piece


async def counted(response: requests.Response, lock: threading.Lock):
    with lock:
        for piece in response.iter_content(4):
            yield len(piece)
