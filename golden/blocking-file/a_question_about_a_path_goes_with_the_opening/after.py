import asyncio
import os


def _read_state_sync(path, default):
    if os.path.exists(path):
        with open(path) as f:
            return f.read()
    return default


async def read_state(path, default=""):
    return await asyncio.to_thread(_read_state_sync, path, default)


def _append_sync(path, line):
    if not os.path.isfile(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a") as f:
        f.write(line + "\n")


async def append(path, line):
    await asyncio.to_thread(_append_sync, path, line)
