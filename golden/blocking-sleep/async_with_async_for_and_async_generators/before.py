import time
from contextlib import asynccontextmanager


@asynccontextmanager
async def connection(name):
    time.sleep(0.001)
    try:
        yield name.upper()
    finally:
        time.sleep(0.001)


async def numbers(limit):
    for n in range(limit):
        time.sleep(0.001)
        yield n


async def copy(source, target):
    async with connection(source) as src, connection(time.sleep(0.001) or target) as dst:
        time.sleep(0.001)
        async for n in numbers(time.sleep(0.001) or 3):
            if time.sleep(0.001) is None and n == 2:
                break
        else:
            time.sleep(0.001)
        return src, dst, [n async for n in numbers(2) if not time.sleep(0.001)]
