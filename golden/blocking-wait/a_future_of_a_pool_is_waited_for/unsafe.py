import asyncio
from concurrent.futures import Future, ThreadPoolExecutor

POOL = ThreadPoolExecutor(2)


async def one(function, *args):
    future = POOL.submit(function, *args)
    return await asyncio.to_thread(future.result, timeout=5)


def _given_sync(future: Future):
    error = future.exception()
    if error is not None:
        return type(error).__name__
    return future.result()


async def given(future: Future):
    return await asyncio.to_thread(_given_sync, future)
