import time
from typing import Optional


async def at(hour: "Optional[time.struct_time]" = None):
    time.sleep(0.001)
    return hour
