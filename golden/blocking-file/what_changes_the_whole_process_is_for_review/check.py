import asyncio
import os
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "secret.txt")
        asyncio.run(case.save_private(path, "x"))
        found = [asyncio.run(run(folder)) for run in (case.listing, case.entered)]
        return found, oct(os.stat(path).st_mode), asyncio.run(case.printed(path))
