import random
import asyncio


async def jitter():
    await asyncio.sleep(random.random() / 1000)
