import asyncio
import logging
from collections import (
    deque,
)


async def empty(queue):
    while queue:
        await asyncio.sleep(
            0.001
        )
        queue.popleft()
    return f"""{
        await asyncio.sleep(0.001)
    } left"""
