import zlib


async def pack(codec, data):
    return codec.compress(data)


async def either(fast, data):
    compress = zlib.compress if fast else bytes
    return compress(data)


async def alias(data):
    pack = zlib.compress
    return pack(data)
