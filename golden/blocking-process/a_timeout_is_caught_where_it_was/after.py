import asyncio
import subprocess


def _bounded_sync(command, seconds):
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        return f"timeout after {error.timeout}"
    except FileNotFoundError:
        return "missing"
    return done.returncode


async def bounded(command, seconds):
    return await asyncio.to_thread(_bounded_sync, command, seconds)


async def reported(command, tell):
    try:
        await asyncio.to_thread(subprocess.run, command, check=True, capture_output=True)
    except subprocess.CalledProcessError as error:
        await tell(error.returncode)
        raise
