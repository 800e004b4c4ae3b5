import asyncio
import logging
import time
from collections import (
    deque,
)


async def empty(queue):
    while queue:
        time.sleep(
            0.001
        )
        queue.popleft()
    return f"""{
        await asyncio.sleep(0.001)
    } left"""
