import asyncio
import subprocess


async def version():
    result = await asyncio.to_thread(subprocess.run, ["echo", "1.2"], capture_output=True, text=True, check=True)
    return result.stdout.strip()


async def status(command):
    return await asyncio.to_thread(subprocess.call, command, shell=True)


async def output(*args):
    return (await asyncio.to_thread(subprocess.check_output, ["echo", *args])).decode()
