import asyncio
import functools
import zlib


def traced(function):
    @functools.wraps(function)
    async def wrapper(*args):
        return await function(*args)

    return wrapper


class Codec:
    level = 9

    @traced
    async def pack(self, data):
        return await asyncio.to_thread(zlib.compress, data, self.level)

    @classmethod
    def _both_sync(cls, data):
        first = zlib.compress(data, cls.level)
        second = zlib.compress(data, 1)
        return first, second

    @classmethod
    async def both(cls, data):
        return await asyncio.to_thread(cls._both_sync, data)

    @staticmethod
    async def unpack(data):
        return await asyncio.to_thread(zlib.decompress, data)
