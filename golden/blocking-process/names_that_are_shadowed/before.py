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
    subprocess.run(command, check=True)
    return asyncio
