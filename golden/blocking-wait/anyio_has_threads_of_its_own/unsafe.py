import functools
import queue

import anyio


async def take(items: queue.Queue):
    await anyio.sleep(0)
    first = await anyio.to_thread.run_sync(items.get)
    await anyio.sleep(0)
    return first, await anyio.to_thread.run_sync(functools.partial(items.get, timeout=1))
