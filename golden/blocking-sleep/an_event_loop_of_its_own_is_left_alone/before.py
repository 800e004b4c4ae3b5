import time

import curio


async def child():
    time.sleep(0.5)


async def parent():
    task = await curio.spawn(child)
    time.sleep(1)
    await task.join()


curio.run(parent)
