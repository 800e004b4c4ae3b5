import asyncio as __asyncio
import asyncio


class Heart:
    async def beat(self, times=2):
        for _ in range(times):
            await asyncio.sleep(0.001)
        return times


async def rest():
    await __asyncio.sleep(0.001)
    await __asyncio.sleep(0)
    return "rested"
