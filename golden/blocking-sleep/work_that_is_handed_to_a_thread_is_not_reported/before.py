import asyncio
import functools
import threading
import time
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(2)


async def offload(seconds=0.001):
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(time.sleep, seconds)
    await asyncio.to_thread(lambda: time.sleep(seconds))
    await loop.run_in_executor(None, time.sleep, seconds)
    await loop.run_in_executor(pool, lambda: time.sleep(seconds))
    await loop.run_in_executor(None, functools.partial(time.sleep, seconds))
    done = pool.submit(time.sleep, seconds)
    threading.Thread(target=time.sleep, args=(seconds,), daemon=True).start()
    return await asyncio.wrap_future(done)
