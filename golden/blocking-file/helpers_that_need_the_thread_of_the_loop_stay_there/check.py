import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "user.txt")
        path.write_text("ada")
        return asyncio.run(case.lengths(path))
