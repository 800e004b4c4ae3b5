import sys; import os
import asyncio


async def dots(out=sys.stdout):
    for _ in range(3):
        out.write("." + os.linesep)
        await asyncio.sleep(0.001)
    return out
