import asyncio


async def start():
    loop = asyncio.get_event_loop()  # asyncfix: skip
    other = asyncio.get_event_loop()  # asyncfix: skip[blocking-sleep]
    # asyncfix: skip[running-loop]
    third = asyncio.get_event_loop()
    return loop, other, third


async def stop():  # asyncfix: skip[running-loop]
    asyncio.get_event_loop().stop()
