import asyncio
import sys

try:
    pass
except ImportError:
    sys.exit("no clock")

if sys.version_info >= (3, 8):
    pass


async def hold(seconds=0.001):
    await asyncio.sleep(seconds)
    await asyncio.sleep(seconds)
    return seconds
