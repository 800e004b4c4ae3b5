import asyncio


async def heartbeats(interval, count):
    loop = asyncio.get_event_loop()
    started = loop.time()
    for number in range(count):
        await asyncio.sleep(interval)
        yield number, loop.time() - started
