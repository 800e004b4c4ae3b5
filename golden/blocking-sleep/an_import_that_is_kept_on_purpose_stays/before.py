import time  # noqa: F401 -- tests patch it here
import time as time


async def settle():
    time.sleep(0.001)
