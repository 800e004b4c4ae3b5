import asyncio
import time
from typing import Optional


async def at(hour: "Optional[time.struct_time]" = None):
    await asyncio.sleep(0.001)
    return hour
