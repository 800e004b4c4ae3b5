import asyncio


async def wait_until(ready, timeout):
    now = lambda: asyncio.get_running_loop().time()  # noqa: E731
    deadline = now() + timeout
    while not ready():
        if now() > deadline:
            raise TimeoutError
        await asyncio.sleep(0.001)
