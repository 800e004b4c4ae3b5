import asyncio
import random


async def next_delay(attempt):
    return 0.001 * attempt


async def settle(motor):
    await asyncio.sleep(await asyncio.sleep(0.001) or 0.002)
    await asyncio.sleep(await next_delay(1))
    await asyncio.sleep(max(0.001, min(await asyncio.sleep(random.random() / 1000) or 0.002, 1)))
    await asyncio.sleep(pause := 0.001)
    motor.append(pause)
    return motor
