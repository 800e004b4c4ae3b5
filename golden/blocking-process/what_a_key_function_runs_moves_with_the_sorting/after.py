import asyncio
import subprocess


async def listing(names, code=subprocess.call(["true"])):
    by_length = await asyncio.to_thread(sorted, names, key=lambda name: len(subprocess.check_output(["echo", name])))
    return by_length, code
