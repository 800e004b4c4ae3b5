import asyncio
import os
import tempfile
from pathlib import Path


async def convert(name, data):
    source = Path(name)
    try:
        source.write_bytes(data)
        await asyncio.sleep(0)
        text = source.read_text()
    finally:
        source.unlink()
    return text


async def unpack(data):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "data").write_bytes(data)
        await asyncio.sleep(0)
        return Path(folder, "data").read_text()


async def convert_at_once(name, data):
    try:
        Path(name).write_bytes(data)
        return Path(name).read_text()
    finally:
        os.unlink(name)
