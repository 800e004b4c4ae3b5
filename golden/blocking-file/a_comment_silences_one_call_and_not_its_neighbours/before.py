import os


async def state(path):
    if os.path.exists(path):  # noqa: ASYNC240
        with open(path) as f:
            return f.read()
    size = os.path.getsize("/")  # asyncfix: skip
    return size > 0
