import asyncio
import zlib

TOTAL = 0


class Cache:
    def __init__(self):
        self.packed = {}
        self.saved = 0

    async def put(self, key, data):
        if key in self.packed:
            return self.packed[key]
        self.packed[key] = await asyncio.to_thread(zlib.compress, data)
        return self.packed[key]

    async def count(self, data):
        self.saved += len(data) - len(await asyncio.to_thread(zlib.compress, data))
        return self.saved


async def add(data):
    global TOTAL
    before = TOTAL
    TOTAL = before + len(await asyncio.to_thread(zlib.compress, data))
    return TOTAL
