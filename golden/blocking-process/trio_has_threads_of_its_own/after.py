import functools
import subprocess

import trio


async def run(command):
    await trio.sleep(0)
    done = await trio.to_thread.run_sync(functools.partial(subprocess.run, command, capture_output=True, text=True))
    return done.stdout
