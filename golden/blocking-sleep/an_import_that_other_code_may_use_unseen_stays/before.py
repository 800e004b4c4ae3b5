import time

__all__ = ["time", "tick"]


async def tick():
    time.sleep(0.001)
    return "tick"
