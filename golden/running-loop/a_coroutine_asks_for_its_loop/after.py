import asyncio


async def deadline(seconds):
    loop = asyncio.get_running_loop()
    return loop.time() + seconds
