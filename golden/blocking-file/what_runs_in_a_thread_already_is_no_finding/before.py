import asyncio
import json
from functools import partial


def load(path):
    with open(path) as f:
        return json.load(f)


async def read(path):
    loop = asyncio.get_running_loop()
    first = await asyncio.to_thread(load, path)
    second = await loop.run_in_executor(None, load, path)
    third = await loop.run_in_executor(None, lambda: load(path))
    fourth = await asyncio.to_thread(partial(load, path))
    return first, second, third, fourth
