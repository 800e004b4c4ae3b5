import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asyncio.run(case.pack(folder / "a.zip", {"x": "1", "y": "2"}))
        names = asyncio.run(case.unpack(folder / "a.zip", folder))
        return names, asyncio.run(case.squeeze(folder / "x")), sorted(path.name for path in folder.iterdir())
