import asyncio
import os, sys


async def wait_for_file(path):
    while not os.path.exists(path):
        await asyncio.sleep(0.1)
    print(path, 'is there', file=sys.stderr)
