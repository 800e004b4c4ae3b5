import asyncio
import os


def _measure_text_and_size(path):
    with open(path) as f:
        text = f.read()
    size = os.path.getsize(path)
    return text, size


async def maybe(path, wanted):
    if wanted:
        text, size = await asyncio.to_thread(_measure_text_and_size, path)
    return text, size


def _read_title_and_rest(path):
    with open(path) as f:
        title = f.readline().strip()
        rest = f.read()
    return title, rest


async def maybe_default(path):
    title = "none"
    if await asyncio.to_thread(os.path.exists, path):
        title, rest = await asyncio.to_thread(_read_title_and_rest, path)
    if title != "none":
        return title, rest
    return title, ""
