import asyncio
import subprocess


async def build(target):
    # Build first.
    await asyncio.to_thread(
        subprocess.run,
        [
            "echo",  # the program
            target,
        ],
        check=True,  # stop here
        stdout=subprocess.DEVNULL,
    )  # built
    return target
