import asyncio


async def now():
    return(asyncio.get_event_loop)().time() >= 0


async def loop():
    return(asyncio.get_event_loop)()
