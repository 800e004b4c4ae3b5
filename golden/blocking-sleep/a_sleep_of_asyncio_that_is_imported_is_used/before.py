import time
from asyncio import gather, sleep as async_sleep


async def child(name):
    time.sleep(0.001)
    return name


async def parent():
    await async_sleep(0)
    return await gather(child("a"), child("b"))
