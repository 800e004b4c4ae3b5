import asyncio
import subprocess


def _start_process(command):
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        found = [line.strip() for line in process.stdout]
    return process, found


async def lines(command):
    process, found = await asyncio.to_thread(_start_process, command)
    return found, process.returncode


async def first_line(command, send):
    with await asyncio.to_thread(subprocess.Popen, command, stdout=subprocess.PIPE, text=True) as process:
        await send(process.stdout.readline())
