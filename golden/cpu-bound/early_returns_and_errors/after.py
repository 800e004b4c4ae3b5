import asyncio
import zlib


class Broken(Exception):
    pass


async def inflate(data, limit):
    if not data:
        return b""
    try:
        text = await asyncio.to_thread(zlib.decompress, data)
    except zlib.error as error:
        raise Broken(str(error)[:8]) from None
    if len(text) > limit:
        return None
    return text


async def guarded(data, tell):
    try:
        return await asyncio.to_thread(zlib.decompress, data)
    except zlib.error:
        await tell("broken")
    finally:
        await tell("done")
