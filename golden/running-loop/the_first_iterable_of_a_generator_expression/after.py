import asyncio


async def unfinished(names):
    waiting = (task for task in asyncio.all_tasks(asyncio.get_running_loop()) if not task.done())
    return lambda: sorted(task.get_name() for task in waiting if task.get_name() in names)
