import sys
import time

if sys.platform == "win32":
    import asyncio


async def retry(action, patient):
    time.sleep(0.001)
    if patient:
        import time as clock

        clock.sleep(0.001)
    return action()


async def drain(queue, slowly):
    if slowly:
        from time import sleep

        sleep(0.001)
    while queue:
        await asyncio.sleep(0)
        queue.pop()
    return queue
