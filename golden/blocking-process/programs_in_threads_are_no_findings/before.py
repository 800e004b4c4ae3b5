import asyncio
import subprocess
from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(2)


async def run(command):
    loop = asyncio.get_running_loop()
    first = await asyncio.to_thread(subprocess.run, command)
    second = await loop.run_in_executor(POOL, subprocess.call, command)
    third = await loop.run_in_executor(None, lambda: subprocess.check_call(command))
    return first.returncode, second, third
