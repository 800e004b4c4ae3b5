import time

import anyio


def work():
    anyio.from_thread.run_sync(time.sleep, 1)


async def job():
    await anyio.to_thread.run_sync(work)
    await anyio.to_thread.run_sync(lambda: anyio.from_thread.run_sync(time.sleep, 1))
    anyio.from_thread.run_sync(time.sleep, 1)
