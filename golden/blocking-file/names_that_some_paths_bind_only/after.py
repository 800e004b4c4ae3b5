import asyncio
import os


def _maybe_sync(path):
    with open(path) as f:
        text = f.read()
    size = os.path.getsize(path)
    return text, size


async def maybe(path, wanted):
    if wanted:
        text, size = await asyncio.to_thread(_maybe_sync, path)
    return text, size


def _maybe_default_sync(path):
    with open(path) as f:
        title = f.readline().strip()
        rest = f.read()
    return title, rest


async def maybe_default(path):
    title = "none"
    if await asyncio.to_thread(os.path.exists, path):
        title, rest = await asyncio.to_thread(_maybe_default_sync, path)
    if title != "none":
        return title, rest
    return title, ""
