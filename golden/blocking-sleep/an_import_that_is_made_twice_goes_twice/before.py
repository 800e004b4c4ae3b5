import time
import random
import time


async def jitter():
    time.sleep(random.random() / 1000)
