from anyio import create_task_group, sleep as pause


async def fan_out(hosts, probe):
    async with create_task_group() as group:
        for host in hosts:
            group.start_soon(probe, host)
            await pause(0.01)
    await pause(0)
