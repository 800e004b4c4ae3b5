import asyncio
import os
import tempfile
from pathlib import Path
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


async def convert(name, data):
    source = Path(name)
    try:
        await asyncio.to_thread(source.write_bytes, data)
        await asyncio.sleep(0)
        text = await asyncio.to_thread(source.read_text)
    finally:
        await asyncio.to_thread(source.unlink)
    return text


async def unpack(data):
    async with LeftInThread(await asyncio.to_thread(tempfile.TemporaryDirectory)) as folder:
        await asyncio.to_thread(Path(folder, "data").write_bytes, data)
        await asyncio.sleep(0)
        return await asyncio.to_thread(Path(folder, "data").read_text)


def _convert_at_once_sync(name, data):
    try:
        Path(name).write_bytes(data)
        return Path(name).read_text()
    finally:
        os.unlink(name)


async def convert_at_once(name, data):
    return await asyncio.to_thread(_convert_at_once_sync, name, data)
