import asyncio
from concurrent.futures import ThreadPoolExecutor, as_completed, wait


async def total(functions):
    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(function) for function in functions]
        return sum(future.result() for future in as_completed(futures))


async def told(pool: ThreadPoolExecutor, functions, tell):
    futures = [pool.submit(function) for function in functions]
    done, _ = await asyncio.to_thread(wait, futures)
    await tell(len(done))
    for future in as_completed(futures):
        await tell(future.result())


def _mapped_sync(function, items):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(function, items))


async def mapped(function, items):
    return await asyncio.to_thread(_mapped_sync, function, items)
