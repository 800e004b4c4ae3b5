import subprocess

import anyio


async def run(command):
    await anyio.sleep(0)
    subprocess.run(command)
    return subprocess.run(command, capture_output=True, check=True).stdout
