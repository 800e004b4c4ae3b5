import time


async def flicker(lamp):
    time.sleep(0.1)  # asyncfix: skip
    time.sleep(0.1)  # asyncfix: skip[blocking-sleep]
    time.sleep(0.1)  # asyncfix: skip(running-loop, blocking-sleep) -- the lamp needs it
    time.sleep(0.1)  # asyncfix: skip=blocking-sleep
    time.sleep(0.1)  #AsyncFix:skip
    time.sleep(0.1)  # the driver is blocking anyway  # asyncfix: skip
    time.sleep(0.1)  # asyncfix: skip[running-loop]
    time.sleep(
        0.1  # asyncfix: skip
    )
    lamp.set(
        time.sleep(0.1),
        brightness=3,
    )  # asyncfix: skip
    # asyncfix: skip
    time.sleep(0.1)
    # asyncfix: skip[blocking-sleep]
    # The bulb must cool down.
    time.sleep(0.1)
    "# asyncfix: skip"; time.sleep(0.1)
    if lamp:  # asyncfix: skip
        time.sleep(0.1)
