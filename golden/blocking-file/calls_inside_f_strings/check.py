import asyncio
import sys
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        path.write_text("abc")
        return asyncio.run(case.describe(path)), asyncio.run(case.banner(path))
