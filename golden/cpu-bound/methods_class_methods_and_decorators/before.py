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
        return zlib.compress(data, self.level)

    @classmethod
    async def both(cls, data):
        first = zlib.compress(data, cls.level)
        second = zlib.compress(data, 1)
        return first, second

    @staticmethod
    async def unpack(data):
        return zlib.decompress(data)
