import time


async def rewind():
    time.sleep(-1)
