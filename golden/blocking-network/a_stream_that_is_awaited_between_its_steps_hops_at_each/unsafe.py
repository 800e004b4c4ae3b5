"""What a server sends piece by piece is handed on piece by piece."""

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import requests


async def steps_in_thread(iterable: Any) -> AsyncIterator[Any]:
    """What the iterable gives, each step in a thread."""
    steps, end = iter(iterable), object()
    while (step := await asyncio.to_thread(next, steps, end)) is not end:
        yield step


async def collect(response: requests.Response, found: list[bytes]) -> None:
    async for line in steps_in_thread(response.iter_lines()):
        await asyncio.sleep(0)
        if line == b"two":
            break
        found.append(line)
    else:
        found.append(b"all of it")


async def pieces(response: requests.Response):
    async for piece in steps_in_thread(response.iter_content(4)):
        yield piece


async def counted(response: requests.Response, lock: threading.Lock):
    with lock:
        async for piece in steps_in_thread(response.iter_content(4)):
            yield len(piece)
