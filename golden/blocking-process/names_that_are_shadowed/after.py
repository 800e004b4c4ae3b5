import asyncio as asyncio_
import subprocess


class Runner:
    def run(self, command):
        return command


async def own(command):
    subprocess = Runner()
    return subprocess.run(command)


async def given(subprocess, command):
    return subprocess.run(command)


async def real(command, asyncio=None):
    await asyncio_.to_thread(subprocess.run, command, check=True)
    return asyncio
