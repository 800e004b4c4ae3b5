import subprocess

import trio


async def run(command):
    await trio.sleep(0)
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout
