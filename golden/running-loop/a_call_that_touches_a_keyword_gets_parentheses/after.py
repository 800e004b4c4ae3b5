import asyncio


async def now():
    return(asyncio.get_running_loop()).time() >= 0


async def loop():
    return(asyncio.get_running_loop())
