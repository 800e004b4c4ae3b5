import zlib


async def packed(blobs):
    for blob in blobs:
        yield zlib.compress(blob)


async def total(blobs):
    return sum(len(zlib.compress(blob)) for blob in blobs)


async def ranked(blobs):
    return sorted(blobs, key=lambda blob: len(zlib.compress(blob)))


async def lazy(blobs):
    return (zlib.compress(blob) for blob in blobs)


async def collected(blobs):
    return [one async for one in packed(blobs)]
