import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        path.write_text("twelve bytes")
        asyncio.run(case.remember(path))
        add = case.counter()
        answers = [asyncio.run(add(path)), asyncio.run(add(path))]
        return case.last, case.reads, answers, path.read_text()
