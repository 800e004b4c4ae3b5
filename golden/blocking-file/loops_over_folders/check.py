import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        folder, said = Path(name), []
        for file in ("a.txt", "b.txt", "c.md"):
            (folder / file).write_text(file)
        return asyncio.run(case.total(folder))
