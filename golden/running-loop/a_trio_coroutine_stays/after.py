import asyncio

import trio


async def pause(seconds):
    started = asyncio.get_event_loop().time()
    await trio.sleep(seconds)

    def elapsed():
        return asyncio.get_event_loop().time() - started

    return elapsed()


async def pause_on_asyncio(seconds):
    started = asyncio.get_running_loop().time()
    await asyncio.sleep(seconds)
    return asyncio.get_running_loop().time() - started
