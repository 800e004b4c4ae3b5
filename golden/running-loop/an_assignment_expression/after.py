import asyncio


async def drain(queue, budget):
    start, taken = asyncio.get_running_loop().time(), []
    while (now := asyncio.get_running_loop().time()) - start < budget and not queue.empty():
        taken.append((now >= start, queue.get_nowait()))
    if (loop := asyncio.get_running_loop()).is_running():
        taken.append(loop.get_debug())
    return taken
