import asyncio
import json
from pathlib import Path


async def fetch(name):
    await asyncio.sleep(0)
    return {"name": name}


def _read_path(path: Path):
    if path.is_file():
        return True, path.read_text()
    return False, None


async def cached(path: Path, name):
    done, result = await asyncio.to_thread(_read_path, path)
    if done:
        return result

    payload = None
    try:
        payload = json.loads(name)
    except ValueError:
        payload = name
    text = json.dumps(await fetch(payload))
    await asyncio.to_thread(path.write_text, text)
    return text


def _kept_sync(path: Path, name):
    if path.is_file():
        return path.read_text()
    return name


async def kept(path: Path, name):
    return await asyncio.to_thread(_kept_sync, path, name)
