import time
from time import monotonic, sleep

__all__ = "tick measure sleep".split()


async def tick():
    time.sleep(0.001)
    sleep(0.001)
    return "tick"


def measure():
    return eval("time.time()") > 0 and globals()["monotonic"] is monotonic
