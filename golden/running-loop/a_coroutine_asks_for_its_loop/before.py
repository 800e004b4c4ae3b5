import asyncio


async def deadline(seconds):
    loop = asyncio.get_event_loop()
    return loop.time() + seconds
