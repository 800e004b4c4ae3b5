import time

STARTED = time.time()


async def pause():
    time.sleep(0.2)


del time
