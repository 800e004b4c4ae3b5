import asyncio
from time import *


async def animate(canvas):
    for x in range(3):
        canvas.append((x, time() > 0))
        await asyncio.sleep(0.001)
    return canvas
