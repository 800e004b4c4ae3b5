import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "tasks.txt")
        asyncio.run(case.add(path, "a"))
        return path.read_text()
