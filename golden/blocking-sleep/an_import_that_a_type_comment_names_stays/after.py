import asyncio
import time


async def wait(start):
    # type: (time.struct_time) -> None
    await asyncio.sleep(0.001)
