import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a")
        path.write_text('{"a": 1}')
        return asyncio.run(case.Settings(path).all())
