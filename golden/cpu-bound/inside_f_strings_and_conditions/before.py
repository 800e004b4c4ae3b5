import zlib


async def report(name, data):
    return f"{name}: {len(zlib.compress(data)):>4} of {len(data)}"


async def smaller(data):
    return data if len(zlib.compress(data)) >= len(data) else zlib.compress(data)


async def checked(data, packed):
    assert zlib.decompress(packed) == data, "damaged"
    return True
