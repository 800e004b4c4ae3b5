'''Helpers for the greenhouse.'''

import asyncio

try:
    import threading
except ImportError:
    threading = None


async def water(valve):
    valve.append("open")
    await asyncio.sleep(0.001)
    valve.append("shut")
    return valve
