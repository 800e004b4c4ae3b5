import time

SECOND = 0.001


async def cool_down(oven, minutes=1):
    time.sleep(
        # the fan needs a moment
        minutes
        * 60 * SECOND,  # until it stands still
    )
    time . sleep( SECOND )
    time.sleep(SECOND,)
    (time.sleep)(SECOND)
    x = (
        time  # the clock of the process
        .sleep(SECOND)
    )
    time \
        .sleep(SECOND)
    return oven, x
