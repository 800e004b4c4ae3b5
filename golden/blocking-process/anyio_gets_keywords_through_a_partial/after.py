import subprocess

import anyio


def _run_command(command):
    subprocess.run(command)
    return subprocess.run(command, capture_output=True, check=True).stdout


async def run(command):
    await anyio.sleep(0)
    return await anyio.to_thread.run_sync(_run_command, command)
