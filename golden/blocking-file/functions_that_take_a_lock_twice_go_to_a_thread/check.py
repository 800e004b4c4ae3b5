import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        path.write_text("text")
        return asyncio.run(case.Store(path).tell())
