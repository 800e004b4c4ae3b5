import os

last = None
reads = 0


async def remember(path):
    global last, reads
    with open(path) as f:
        last = f.read()
    reads += os.path.getsize(path)


def counter():
    total = 0

    async def add(path):
        nonlocal total
        with open(path) as f:
            text = f.read()
        total += len(text)
        return total

    return add
