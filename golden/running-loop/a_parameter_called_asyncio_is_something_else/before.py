import asyncio


async def probe(asyncio, timeout):
    return asyncio.get_event_loop(timeout)


async def compare(backends):
    for asyncio in backends:
        asyncio.get_event_loop()


async def real():
    return asyncio.get_event_loop().is_running()
