import asyncio
import time

PAUSE = 0.001
nap = time.sleep
doze: object = nap


async def rest(log):
    await asyncio.sleep(PAUSE)
    await asyncio.sleep(PAUSE)
    log.append("rested")
    return log
