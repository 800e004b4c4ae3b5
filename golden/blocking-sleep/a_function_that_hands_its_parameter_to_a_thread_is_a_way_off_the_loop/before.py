import asyncio
import time


async def in_thread(function, *arguments):
    return await asyncio.to_thread(function, *arguments)


async def by_keyword(delay, function):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, function, delay)


async def calls_it_as_well(function, delay):
    function(delay)
    return await asyncio.to_thread(function, delay)


async def job():
    await in_thread(time.sleep, 0.001)
    await in_thread(lambda: time.sleep(0.001))
    await by_keyword(0.001, function=time.sleep)
    await calls_it_as_well(time.sleep, 0)


async def other(in_thread):
    await in_thread(time.sleep, 0.001)
