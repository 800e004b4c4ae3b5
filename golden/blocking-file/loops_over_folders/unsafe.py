import asyncio
import os
from pathlib import Path


def _total_sync(folder):
    size = 0
    for root, _, names in os.walk(folder):
        for name in names:
            size += os.path.getsize(os.path.join(root, name))
    return size


async def total(folder):
    return await asyncio.to_thread(_total_sync, folder)


def _tell_sync(folder: Path):
    return sorted(folder.glob("*.txt"))


def _list_folder(folder: Path):
    return list(os.scandir(folder))


def _tell_sync_2(folder: Path):
    return any(path.suffix == ".txt" for path in folder.iterdir())


async def tell(folder: Path, send):
    for path in await asyncio.to_thread(_tell_sync, folder):
        await send(path.name)
    for entry in await asyncio.to_thread(_list_folder, folder):
        if entry.name.startswith("a"):
            await send(entry.name)
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "skip"]
        await send(names and os.path.basename(root))
    return await asyncio.to_thread(_tell_sync_2, folder)
