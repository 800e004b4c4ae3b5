import asyncio
import os
from typing import Any


class LeftInThread:
    """What leaves a context manager in a thread."""

    def __init__(self, manager: Any) -> None:
        self._manager = manager

    async def __aenter__(self) -> Any:
        return self._manager.__enter__()

    async def __aexit__(self, *raised: Any) -> Any:
        leaving = asyncio.ensure_future(asyncio.to_thread(self._manager.__exit__, *raised))
        try:
            return await asyncio.shield(leaving)
        finally:
            await asyncio.wait([leaving])


async def download(path, response):
    size = 0
    async with LeftInThread(await asyncio.to_thread(open, path, "wb")) as f:
        async for chunk in response:
            await asyncio.to_thread(f.write, chunk)
            size += len(chunk)
    await asyncio.to_thread(os.rename, path, f"{path}.done")
    return size
