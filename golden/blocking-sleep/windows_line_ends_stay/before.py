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
        time.sleep(0.001)
    } left"""
