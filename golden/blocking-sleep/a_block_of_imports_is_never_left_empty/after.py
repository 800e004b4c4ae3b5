import asyncio
import sys

if sys.platform != "emscripten":
    pass


async def beat(drum):
    await asyncio.sleep(0.001)
    await asyncio.sleep(0.001)
    drum.append("dum")
    return drum
