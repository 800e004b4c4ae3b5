import asyncio

import anyio
import trio


async def on_trio():
    await trio.sleep(0.001)
    await trio.lowlevel.checkpoint()


async def on_anyio():
    await anyio.sleep(0.001)
    await anyio.lowlevel.checkpoint()


async def on_asyncio():
    await asyncio.sleep(0.001)
    return asyncio.current_task() is not None


async def nowhere_said():
    await asyncio.sleep(0.001)
