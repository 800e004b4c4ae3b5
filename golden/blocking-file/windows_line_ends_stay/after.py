"""Notes."""

import asyncio
import os


def _read_sync(path):
    with open(path) as f:
        text = f.read()
    text += """
end"""
    os.remove(path)
    return text


async def read(path):
    return await asyncio.to_thread(_read_sync, path)
