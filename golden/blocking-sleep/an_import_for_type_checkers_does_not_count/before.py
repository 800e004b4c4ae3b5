from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio


async def drain(queue: asyncio.Queue[str]) -> list[str]:
    taken = []
    while not queue.empty():
        taken.append(queue.get_nowait())
        time.sleep(0.001)
    return taken
