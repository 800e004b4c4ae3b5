import asyncio as __asyncio
import time


class Heart:
    async def beat(self, times=2):
        for _ in range(times):
            time.sleep(0.001)
        return times


async def rest():
    time.sleep(0.001)
    await __asyncio.sleep(0)
    return "rested"
