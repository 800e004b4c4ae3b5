import asyncio


async def settle(readings):
    readings.append(1)
    if(await asyncio.sleep(0.001))is None:
        readings.append(2)
    return(await asyncio.sleep(0.001))
