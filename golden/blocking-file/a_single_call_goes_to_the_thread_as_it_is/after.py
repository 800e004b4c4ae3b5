import asyncio
import os
import shutil
from pathlib import Path


async def size(path: Path) -> int:
    return (await asyncio.to_thread(path.stat)).st_size


async def names(folder):
    return sorted(await asyncio.to_thread(os.listdir, folder))


async def copy(source, target):
    await asyncio.to_thread(shutil.copyfile, source, target, follow_symlinks=False)
    return target


async def text(path: Path) -> str:
    return (await asyncio.to_thread(path.read_text, encoding="utf-8")).strip()
