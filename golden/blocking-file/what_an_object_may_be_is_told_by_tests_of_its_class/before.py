import asyncio
import io
from pathlib import Path
from typing import IO


class Disk:
    def read(self, path):
        with open(path) as f:
            return f.read()


class Watched:
    def __init__(self):
        self.seen = []

    def read(self, path):
        asyncio.get_running_loop().call_soon(self.seen.append, path)
        return "watched"


class Memory:
    def read(self, path):
        return "memory"


async def size(source: Path | IO[str]):
    if isinstance(source, Path):
        return len(source.read_text())
    source.seek(0)
    return len(source.read())


async def text(source: str | Path):
    if isinstance(source, str):
        source = Path(source)
    return source.read_text()


async def name(source):
    await asyncio.sleep(0)
    if not isinstance(source, (Path, str)):
        return "unknown"
    return source if isinstance(source, str) else source.resolve(strict=True).name


async def read(path, watched: bool):
    return (Watched() if watched else Disk()).read(path)


async def read_again(path, in_memory: bool):
    reader = Memory() if in_memory else Disk()
    return reader.read(path)


async def lines(source):
    assert isinstance(source, io.TextIOWrapper)
    return source.readlines()
