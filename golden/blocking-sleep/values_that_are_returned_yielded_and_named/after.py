import asyncio


async def pulses(count):
    for number in range(count):
        got = yield await asyncio.sleep(0.001) or number
        if got and (slept := await asyncio.sleep(got)) is None:
            yield "slept", slept


async def tick():
    return await asyncio.sleep(0.001)


async def both():
    return (yield_ := await asyncio.sleep(0.001)), yield_
