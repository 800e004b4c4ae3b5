import asyncio


async def run_blocking(function, *args):
    try:
        loop = asyncio.get_event_loop()
    except RuntimeError:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
    return await loop.run_in_executor(None, function, *args)
