import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "state.txt")
        return asyncio.run(case.save(path, "a")), asyncio.run(case.load(path))
