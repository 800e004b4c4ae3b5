import asyncio
import subprocess
from typing import Any


class LeftInThread:
    """What leaves a context manager in a thread."""

    def __init__(self, manager: Any) -> None:
        self._manager = manager

    async def __aenter__(self) -> Any:
        return self._manager.__enter__()

    async def __aexit__(self, *raised: Any) -> Any:
        leaving = asyncio.ensure_future(asyncio.to_thread(self._manager.__exit__, *raised))
        try:
            return await asyncio.shield(leaving)
        finally:
            await asyncio.wait([leaving])


def _start_process(command):
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        found = [line.strip() for line in process.stdout]
    return process, found


async def lines(command):
    process, found = await asyncio.to_thread(_start_process, command)
    return found, process.returncode


async def first_line(command, send):
    async with LeftInThread(await asyncio.to_thread(subprocess.Popen, command, stdout=subprocess.PIPE, text=True)) as process:
        await send(process.stdout.readline())
