import os
from pathlib import Path


async def total(folder):
    size = 0
    for root, _, names in os.walk(folder):
        for name in names:
            size += os.path.getsize(os.path.join(root, name))
    return size


async def tell(folder: Path, send):
    for path in sorted(folder.glob("*.txt")):
        await send(path.name)
    for entry in os.scandir(folder):
        if entry.name.startswith("a"):
            await send(entry.name)
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "skip"]
        await send(names and os.path.basename(root))
    return any(path.suffix == ".txt" for path in folder.iterdir())
