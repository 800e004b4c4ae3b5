import asyncio


async def make_clock():
    offset = asyncio.get_running_loop().time()

    def clock():
        return asyncio.get_event_loop().time() - offset

    return clock
