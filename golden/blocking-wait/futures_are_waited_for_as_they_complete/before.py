from concurrent.futures import ThreadPoolExecutor, as_completed, wait


async def total(functions):
    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(function) for function in functions]
        return sum(future.result() for future in as_completed(futures))


async def told(pool: ThreadPoolExecutor, functions, tell):
    futures = [pool.submit(function) for function in functions]
    done, _ = wait(futures)
    await tell(len(done))
    for future in as_completed(futures):
        await tell(future.result())


async def mapped(function, items):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(function, items))
