import asyncio

async def blink(led, times = 2):
    for _ in range(times): led.on(); await asyncio.sleep(.001); led.off()
    if times > 1: await asyncio.sleep(.001)
    while times: times -= 1; await asyncio.sleep(.001)
    return led.log

async def nap(): await asyncio.sleep(.001)
