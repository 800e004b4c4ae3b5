import asyncio


async def fetch():
    return 1


async def nested():
    return asyncio.run(fetch())


async def on_this_loop():
    loop = asyncio.get_running_loop()
    return loop.run_until_complete(fetch())
