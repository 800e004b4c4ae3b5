import asyncio


async def save(repository, rows):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, lambda: repository.save(rows, loop=asyncio.get_event_loop()))
    await asyncio.to_thread(lambda: asyncio.get_event_loop().run_until_complete(repository.flush()))
