from time import sleep
from asyncio import *


async def poll(server):
    task = create_task(sleep(0.001))
    server.append("polled")
    await task
    return server
