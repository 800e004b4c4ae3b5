from time import sleep

from tornado.platform import asyncio

asyncio_ = None


async def bridge(stream):
    sleep(0.01)
    return asyncio.to_asyncio_future(stream)
