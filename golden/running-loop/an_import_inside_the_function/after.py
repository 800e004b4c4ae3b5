def lazily(function):
    async def call(*args):
        import asyncio

        return await asyncio.get_running_loop().run_in_executor(None, function, *args)

    return call


async def elapsed(since):
    from asyncio import get_running_loop, sleep

    await sleep(0)
    return get_running_loop().time() - since


async def loop_of(task):
    from asyncio import get_running_loop
    return task.get_loop() is get_running_loop()
