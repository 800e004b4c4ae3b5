from concurrent.futures import Future, ThreadPoolExecutor

POOL = ThreadPoolExecutor(2)


async def one(function, *args):
    future = POOL.submit(function, *args)
    return future.result(timeout=5)


async def given(future: Future):
    error = future.exception()
    if error is not None:
        return type(error).__name__
    return future.result()
