def prepare():
    global time, aio
    import asyncio as aio
    import time


async def hold(log):
    global time
    time.sleep(0.001)
    log.append("held")
    return log
