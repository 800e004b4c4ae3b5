import asyncio
import time  # noqa: F401 -- tests patch it here
import time as time


async def settle():
    await asyncio.sleep(0.001)
