import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        path.write_text("text")
        return [asyncio.run(one(path)) for one in (case.ask, case.stay, case.undo)]
