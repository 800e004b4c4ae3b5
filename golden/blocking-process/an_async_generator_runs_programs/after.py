import asyncio
import subprocess


async def outputs(commands):
    for command in commands:
        yield await asyncio.to_thread(subprocess.check_output, command, text=True)


async def collected(commands):
    return [output async for output in outputs(commands)]
