import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        asyncio.run(case.report(path, [{"name": "x", "n": 1}]))
        asyncio.run(case.footer(path))
        return path.read_text()
