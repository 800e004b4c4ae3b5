import asyncio as asyncio_module

from tornado.platform import asyncio

asyncio_ = None


async def bridge(stream):
    await asyncio_module.sleep(0.01)
    return asyncio.to_asyncio_future(stream)
