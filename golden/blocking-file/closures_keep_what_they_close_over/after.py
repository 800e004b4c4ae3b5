import asyncio
import os
from functools import partial


def _measure_path(paths, sizes):
    for path in paths:
        if os.path.exists(path):
            sizes[path] = os.path.getsize(path)


async def sorted_by_size(paths, fallback):
    sizes = {}

    def size(path):
        return sizes.get(path, fallback)

    await asyncio.to_thread(_measure_path, paths, sizes)
    return sorted(paths, key=size)


def _read_text(path):
    with open(path) as f:
        return f.read()


async def reader(path):
    text = await asyncio.to_thread(_read_text, path)
    show = lambda: text.upper()
    text = text.strip()
    return show(), partial(len, text)()
