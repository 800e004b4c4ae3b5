import asyncio
import sys


async def cancel_order(client, order):
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = asyncio.get_event_loop()
    return await loop.run_in_executor(None, client.cancel, order)


async def now():
    if sys.version_info >= (3, 7):
        loop = asyncio.get_running_loop()
    else:
        loop = asyncio.get_event_loop()
    return loop.time()


async def pid_of(process):
    loop = asyncio.get_running_loop() if hasattr(asyncio, "get_running_loop") else asyncio.get_event_loop()
    return await loop.run_in_executor(None, process.pid)


def submit(function):
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = asyncio.get_event_loop()
    return loop.run_in_executor(None, function)
