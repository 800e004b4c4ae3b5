import asyncio


async def load(path, read, settle=0.001):
    first = await asyncio.to_thread(read, await asyncio.sleep(settle) or path)
    second = await asyncio.get_running_loop().run_in_executor(None, read, path, await asyncio.sleep(settle))
    return first, second
