import time


async def broken(delays, options):
    time.sleep(secs=0.1)
    time.sleep(*delays)
    time.sleep(**options)
    time.sleep(0.1, 0.2)
    time.sleep(0.1, *delays)
    time.sleep()
