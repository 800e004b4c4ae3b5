import zlib


async def quick(data):
    return zlib.compress(data)  # asyncfix: skip


# asyncfix: skip[cpu-bound]
async def all_of_it(data):
    return zlib.decompress(zlib.compress(data))
