import asyncio


async def debounce(save, seconds=0.5):
    await asyncio.sleep(seconds)
    save()


async def flush(save):
    await (asyncio.sleep(0.5))
    save()
