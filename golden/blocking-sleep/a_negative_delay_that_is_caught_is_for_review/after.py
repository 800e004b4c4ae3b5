import asyncio
import time


async def wait_until(moment, clock=time.monotonic):
    try:
        time.sleep(moment - clock())
    except ValueError:
        return "late"
    return "in time"


async def settle():
    try:
        await asyncio.sleep(0.01)
        return float("12,5")
    except ValueError:
        return None


async def poll(deadline):
    while True:
        try:
            await asyncio.sleep(deadline - time.monotonic())
        except OSError:
            return
