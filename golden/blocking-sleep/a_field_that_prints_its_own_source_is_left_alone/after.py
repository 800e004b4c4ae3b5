import asyncio
import time


async def trace(log, pause):
    log.debug(f"{time.sleep(pause) = }")
    log.debug(f"{(time.sleep(pause) or 5)=:>4}")
    log.debug(f"{pause == await asyncio.sleep(pause)}")
    log.debug(f"{pause=} {await asyncio.sleep(pause)}")
