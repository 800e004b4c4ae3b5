import json
import os

import anyio


def _load_sync(path):
    with open(path) as f:
        return json.load(f)


async def load(path):
    await anyio.sleep(0)
    return await anyio.to_thread.run_sync(_load_sync, path)


def _copy_sync(target, source):
    os.makedirs(target, exist_ok=True)
    os.replace(source, os.path.join(target, "copy"))


async def copy(source, target):
    await anyio.sleep(0)
    await anyio.to_thread.run_sync(_copy_sync, target, source)
