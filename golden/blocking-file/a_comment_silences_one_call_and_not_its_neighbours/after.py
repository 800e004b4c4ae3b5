import asyncio
import os


def _state_sync(path):
    if os.path.exists(path):  # noqa: ASYNC240
        with open(path) as f:
            return f.read()
    size = os.path.getsize("/")  # asyncfix: skip
    return size > 0


async def state(path):
    return await asyncio.to_thread(_state_sync, path)
