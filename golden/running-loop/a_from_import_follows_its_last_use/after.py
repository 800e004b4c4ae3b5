from asyncio import gather, get_running_loop, sleep


async def run_all(functions):
    loop = get_running_loop()
    await sleep(0)
    return await gather(*[loop.run_in_executor(None, function) for function in functions])
