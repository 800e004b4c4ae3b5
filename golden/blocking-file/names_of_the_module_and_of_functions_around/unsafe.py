import asyncio
import os

last = None
reads = 0


def _measure_last(path):
    global last, reads
    with open(path) as f:
        last = f.read()
    reads += os.path.getsize(path)


async def remember(path):
    global last, reads
    await asyncio.to_thread(_measure_last, path)


def _read_text(path):
    with open(path) as f:
        return f.read()


def counter():
    total = 0

    async def add(path):
        nonlocal total
        text = await asyncio.to_thread(_read_text, path)
        total += len(text)
        return total

    return add
