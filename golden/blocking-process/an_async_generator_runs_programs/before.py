import subprocess


async def outputs(commands):
    for command in commands:
        yield subprocess.check_output(command, text=True)


async def collected(commands):
    return [output async for output in outputs(commands)]
