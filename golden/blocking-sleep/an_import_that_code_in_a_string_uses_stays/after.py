import asyncio
import time
from time import monotonic, sleep

__all__ = "tick measure sleep".split()


async def tick():
    await asyncio.sleep(0.001)
    await asyncio.sleep(0.001)
    return "tick"


def measure():
    return eval("time.time()") > 0 and globals()["monotonic"] is monotonic
