import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:

        async def response():
            yield b"one"
            yield b"two"

        size = asyncio.run(case.download(Path(name, "a"), response()))
        return size, Path(name, "a.done").read_bytes()
