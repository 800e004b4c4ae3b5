import asyncio


async def poll(job, timeout):
    started = asyncio.get_running_loop().time()

    def elapsed():
        return asyncio.get_running_loop().time() - started

    while elapsed() < timeout:
        if await job():
            return True
        await asyncio.sleep(0.001)
    print(f"gave up after {elapsed():.1f} s")
    return False
