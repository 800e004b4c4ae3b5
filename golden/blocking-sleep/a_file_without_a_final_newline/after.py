import asyncio


async def hold():
    import asyncio
    if True: await asyncio.sleep(0.001)


async def wait(): await asyncio.sleep(0.001)