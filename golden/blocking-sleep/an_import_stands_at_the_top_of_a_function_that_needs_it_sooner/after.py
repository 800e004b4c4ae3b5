import asyncio
import sys

if sys.platform == "win32":
    import asyncio


async def retry(action, patient):
    import asyncio
    await asyncio.sleep(0.001)
    if patient:
        await asyncio.sleep(0.001)
    return action()


async def drain(queue, slowly):
    import asyncio
    if slowly:
        await asyncio.sleep(0.001)
    while queue:
        await asyncio.sleep(0)
        queue.pop()
    return queue
