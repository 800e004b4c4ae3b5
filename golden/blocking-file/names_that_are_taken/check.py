import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        path.write_text("[1]")
        return [asyncio.run(one(path)) for one in (case.read_text, case.load, case.fetch)], case._read_text("x")
