import asyncio
import time

visits = {}
total = 0


async def visit(page):
    if page not in visits:
        time.sleep(0.001)
        visits[page] = 0
    visits[page] += 1


async def count(amount):
    global total
    total += time.sleep(0.001) or amount


class Meter:
    total = 0

    async def add(self, amount):
        self.total += time.sleep(0.001) or amount

    async def add_slowly(self, amount):
        self.total = self.total + (time.sleep(0.001) or amount)

    async def in_flight(self):
        self.total += 1
        await asyncio.sleep(0.001)
        self.total -= 1


def make_cache(load):
    cache = {}

    async def get(key):
        value = cache.get(key)
        if value is None:
            time.sleep(0.001)
            cache[key] = value = load(key)
        return value

    async def get_from(cache, key):
        if key not in cache:
            time.sleep(0.001)
            cache[key] = load(key)
        return cache[key]

    return get, get_from
