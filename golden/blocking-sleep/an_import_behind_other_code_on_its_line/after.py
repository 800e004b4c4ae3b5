"""Rings the bell."""; import asyncio


async def ring(times):
    for _ in range(times):
        await asyncio.sleep(0.001)
    return "rang"
