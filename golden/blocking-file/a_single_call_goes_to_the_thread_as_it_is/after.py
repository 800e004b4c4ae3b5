import asyncio
import os
import shutil
from pathlib import Path


def _size_sync(path: Path) -> int:
    return path.stat().st_size


async def size(path: Path) -> int:
    return await asyncio.to_thread(_size_sync, path)


def _names_sync(folder):
    return sorted(os.listdir(folder))


async def names(folder):
    return await asyncio.to_thread(_names_sync, folder)


async def copy(source, target):
    await asyncio.to_thread(shutil.copyfile, source, target, follow_symlinks=False)
    return target


def _text_sync(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()


async def text(path: Path) -> str:
    return await asyncio.to_thread(_text_sync, path)
