import asyncio
import zlib


async def report(name, data):
    return f"{name}: {len(await asyncio.to_thread(zlib.compress, data)):>4} of {len(data)}"


def _smaller_sync(data):
    return data if len(zlib.compress(data)) >= len(data) else zlib.compress(data)


async def smaller(data):
    return await asyncio.to_thread(_smaller_sync, data)


async def checked(data, packed):
    assert await asyncio.to_thread(zlib.decompress, packed) == data, "damaged"
    return True
