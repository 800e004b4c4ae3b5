import asyncio
import time

__all__ = ["time", "tick"]


async def tick():
    await asyncio.sleep(0.001)
    return "tick"
