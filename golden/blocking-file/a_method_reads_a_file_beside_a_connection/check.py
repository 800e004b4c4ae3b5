import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a")
        path.write_text("text")
        spool = case.Spool(path)
        found = asyncio.run(spool.read())
        spool.connection.close()
        return found
