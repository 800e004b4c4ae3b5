"""Rings the bell."""; import time


async def ring(times):
    for _ in range(times):
        time.sleep(0.001)
    return "rang"
