import asyncio
from time import (gmtime,
                  strftime)
from time import ctime, time


async def stamp(log):
    await asyncio.sleep(0.001)
    await asyncio.sleep(0.001)
    return [strftime("%Y", gmtime(0)), ctime(0)[-4:], time() > 0, *log]
