from asyncio import *


async def race(*coroutines):
    tasks = [get_event_loop().create_task(coroutine) for coroutine in coroutines]
    done, pending = await wait(tasks, return_when=FIRST_COMPLETED)
    return len(done), len(pending)
