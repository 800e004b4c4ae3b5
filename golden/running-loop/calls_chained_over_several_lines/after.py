import asyncio


async def render(template, context, pool=None):
    html = await (
        asyncio
        .get_running_loop()  # the one of the request
        .run_in_executor(pool, lambda: template.format(**context))
    )
    task = asyncio.get_running_loop(
        # no arguments: the current loop
    ).create_task(asyncio.sleep(0, result=html))
    return await asyncio.get_running_loop().create_task(asyncio.wait_for(task, timeout=5))
