import json
import os

import anyio


async def load(path):
    await anyio.sleep(0)
    with open(path) as f:
        return json.load(f)


async def copy(source, target):
    await anyio.sleep(0)
    os.makedirs(target, exist_ok=True)
    os.replace(source, os.path.join(target, "copy"))
