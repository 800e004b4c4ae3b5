import asyncio
import time
from typing import Optional

Stamp = Optional["time.struct_time"]


async def wait(stamp: Stamp = None):
    await asyncio.sleep(0.001)
    return stamp
