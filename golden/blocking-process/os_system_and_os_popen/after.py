import asyncio
import os


async def run(command):
    return os.waitstatus_to_exitcode(await asyncio.to_thread(os.system, command))


def _read_sync(command):
    return os.popen(command).read()


async def read(command):
    return await asyncio.to_thread(_read_sync, command)


async def child(pid):
    _, status = await asyncio.to_thread(os.waitpid, pid, 0)
    return status
