import zlib


async def ratio(data):
    return len(zlib.compress(data)) / len(data)


async def twice(data):
    return zlib.decompress(zlib.decompress(data))[:3]


async def middle(data):
    return zlib.compress(data)[2:-4], -len(zlib.compress(data)) ** 2
