import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def connection(name):
    await asyncio.sleep(0.001)
    try:
        yield name.upper()
    finally:
        await asyncio.sleep(0.001)


async def numbers(limit):
    for n in range(limit):
        await asyncio.sleep(0.001)
        yield n


async def copy(source, target):
    async with connection(source) as src, connection(await asyncio.sleep(0.001) or target) as dst:
        await asyncio.sleep(0.001)
        async for n in numbers(await asyncio.sleep(0.001) or 3):
            if await asyncio.sleep(0.001) is None and n == 2:
                break
        else:
            await asyncio.sleep(0.001)
        return src, dst, [n async for n in numbers(2) if not await asyncio.sleep(0.001)]
