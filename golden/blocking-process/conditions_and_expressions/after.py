import asyncio
import subprocess


def _works_sync(command):
    if subprocess.call(command) == 0 and not subprocess.call(["false"]) == 0:
        return True
    return False


async def works(command):
    return await asyncio.to_thread(_works_sync, command)


def _run_command(command):
    return [subprocess.call(one) for one in (command, ["false"])]


async def both(command):
    codes = await asyncio.to_thread(_run_command, command)
    return codes if any(codes) else None


async def text(name):
    return f"{(await asyncio.to_thread(subprocess.check_output, ['echo', name], text=True)).strip():>5}"


async def lazily(command, known=None):
    return known or await asyncio.to_thread(subprocess.call, command)
