import tempfile
from pathlib import Path

import anyio


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        path.write_text("[1]")
        found = anyio.run(case.load, path)
        anyio.run(case.copy, path, Path(name, "deep"))
        return found, Path(name, "deep", "copy").read_text()
