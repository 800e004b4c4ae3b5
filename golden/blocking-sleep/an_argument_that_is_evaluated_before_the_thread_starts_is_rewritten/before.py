import asyncio
import time


async def load(path, read, settle=0.001):
    first = await asyncio.to_thread(read, time.sleep(settle) or path)
    second = await asyncio.get_running_loop().run_in_executor(None, read, path, time.sleep(settle))
    return first, second
