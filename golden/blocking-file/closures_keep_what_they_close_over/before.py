import os
from functools import partial


async def sorted_by_size(paths, fallback):
    sizes = {}

    def size(path):
        return sizes.get(path, fallback)

    for path in paths:
        if os.path.exists(path):
            sizes[path] = os.path.getsize(path)
    return sorted(paths, key=size)


async def reader(path):
    with open(path) as f:
        text = f.read()
    show = lambda: text.upper()
    text = text.strip()
    return show(), partial(len, text)()
