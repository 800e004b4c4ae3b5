import zlib


class Codec:
    def compress(self, data):
        return data[::-1]


async def own(data):
    zlib = Codec()
    return zlib.compress(data)


async def given(zlib, data):
    return zlib.compress(data)


async def real(data, asyncio="here"):
    return asyncio, zlib.compress(data)
