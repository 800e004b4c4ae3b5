import asyncio
import functools as ft
import os.path as p


async def throttle(seconds, *calls):
    await asyncio.sleep(seconds)
    return ft.reduce(p.join, calls)
