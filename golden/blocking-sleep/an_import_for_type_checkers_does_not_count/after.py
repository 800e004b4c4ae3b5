from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio


async def drain(queue: asyncio.Queue[str]) -> list[str]:
    taken = []
    while not queue.empty():
        taken.append(queue.get_nowait())
        await asyncio.sleep(0.001)
    return taken
