def prepare():
    global time, aio
    import asyncio as aio
    import time


async def hold(log):
    import asyncio
    global time
    await asyncio.sleep(0.001)
    log.append("held")
    return log
