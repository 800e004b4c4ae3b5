import asyncio
import zlib


async def packed(blobs):
    for blob in blobs:
        yield await asyncio.to_thread(zlib.compress, blob)


def _total_sync(blobs):
    return sum(len(zlib.compress(blob)) for blob in blobs)


async def total(blobs):
    return await asyncio.to_thread(_total_sync, blobs)


async def ranked(blobs):
    return await asyncio.to_thread(sorted, blobs, key=lambda blob: len(zlib.compress(blob)))


async def lazy(blobs):
    return (zlib.compress(blob) for blob in blobs)


async def collected(blobs):
    return [one async for one in packed(blobs)]
