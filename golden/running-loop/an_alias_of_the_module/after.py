import asyncio as aio


async def hedge(first, second, delay):
    loop = aio.get_running_loop()
    tasks = [loop.create_task(first())]
    await aio.sleep(delay)
    tasks.append(aio.get_running_loop().create_task(second()))
    done, pending = await aio.wait(tasks, return_when=aio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    return done.pop().result()
