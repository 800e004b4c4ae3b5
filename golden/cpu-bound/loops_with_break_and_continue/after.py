import asyncio
import zlib


def _first_short_sync(blobs, limit):
    for blob in blobs:
        if not blob:
            continue
        text = zlib.decompress(blob)
        if len(text) < limit:
            break
    else:
        return None
    return text


async def first_short(blobs, limit):
    return await asyncio.to_thread(_first_short_sync, blobs, limit)


async def sent(blobs, send):
    count = 0
    while blobs:
        text = await asyncio.to_thread(zlib.decompress, blobs.pop())
        if not text:
            continue
        await send(text)
        count += 1
    return count
