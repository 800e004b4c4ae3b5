import asyncio
import time

lock = asyncio.Lock()


async def serialised(log, name):
    async with lock:
        log.append(f"{name} in")
        time.sleep(0.001)
        log.append(f"{name} out")


async def main():
    log = []
    await asyncio.gather(serialised(log, "a"), serialised(log, "b"))
    return log
