import asyncio


async def tasks(coroutine):
    task = asyncio.create_task(coroutine)
    await asyncio.wait([task])
    return task.result(), task.exception()


async def future():
    loop = asyncio.get_running_loop()
    waiting = loop.create_future()
    waiting.set_result(1)
    return waiting.result()
