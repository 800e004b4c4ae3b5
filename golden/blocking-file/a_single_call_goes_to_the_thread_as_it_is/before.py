import os
import shutil
from pathlib import Path


async def size(path: Path) -> int:
    return path.stat().st_size


async def names(folder):
    return sorted(os.listdir(folder))


async def copy(source, target):
    shutil.copyfile(source, target, follow_symlinks=False)
    return target


async def text(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()
