"""An event bus may need the loop: nothing says what `bubus` does."""

import asyncio
import os

import bubus
from bubus import EventBus


def _kept_sync(path: str) -> int:
    size = os.path.getsize(path)
    name = os.path.basename(path).lower()
    return size + os.path.getsize(name)


class Downloads:
    bus: EventBus

    async def finished(self, path: str) -> str | None:
        if await asyncio.to_thread(os.path.exists, path):
            size = await asyncio.to_thread(os.path.getsize, path)
            self.bus.dispatch(path, size=size)
            return path
        return None

    async def removed(self, path: str) -> None:
        self._remove(path)

    def _remove(self, path: str) -> None:
        os.remove(path)
        bubus.tell("removed", path)

    async def kept(self, path: str) -> int:
        return await asyncio.to_thread(_kept_sync, path)
