import asyncio

SECOND = 0.001


async def cool_down(oven, minutes=1):
    await asyncio.sleep(
        # the fan needs a moment
        minutes
        * 60 * SECOND,  # until it stands still
    )
    await asyncio . sleep( SECOND )
    await asyncio.sleep(SECOND,)
    await asyncio.sleep(SECOND)
    x = (
        await asyncio  # the clock of the process
        .sleep(SECOND)
    )
    await asyncio \
        .sleep(SECOND)
    return oven, x
