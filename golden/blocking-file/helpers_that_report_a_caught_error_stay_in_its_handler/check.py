import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "errors.txt")
        asyncio.run(case.divide_in_part(path, 0))
        asyncio.run(case.divide_at_once(path, 0))
        return path.read_text()
