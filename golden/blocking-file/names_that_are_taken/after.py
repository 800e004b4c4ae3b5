import asyncio
import asyncio as asyncio_
import json

_load = None


def _read_text(path):
    return f"not {path}"


def _read_text_sync(path):
    asyncio = "a name"
    with open(path) as f:
        text = f.read()
    return asyncio, text


async def read_text(path):
    return await asyncio_.to_thread(_read_text_sync, path)


def _load_sync(path):
    with open(path) as f:
        data = json.load(f)
    return data


async def load(path):
    return await asyncio.to_thread(_load_sync, path)


def _fetch_sync(path):
    return open(path).read()


async def fetch(path, asyncio=None):
    return await asyncio_.to_thread(_fetch_sync, path)
