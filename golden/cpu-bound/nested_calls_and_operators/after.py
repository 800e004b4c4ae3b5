import asyncio
import zlib


async def ratio(data):
    return len(await asyncio.to_thread(zlib.compress, data)) / len(data)


def _decompress_data(data):
    return zlib.decompress(zlib.decompress(data))


async def twice(data):
    return (await asyncio.to_thread(_decompress_data, data))[:3]


def _middle_sync(data):
    return zlib.compress(data)[2:-4], -len(zlib.compress(data)) ** 2


async def middle(data):
    return await asyncio.to_thread(_middle_sync, data)
