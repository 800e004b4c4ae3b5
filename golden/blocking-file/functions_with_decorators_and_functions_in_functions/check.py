import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        path.write_text("one two three")
        return (
            asyncio.run(case.read(path)),
            asyncio.run(case.outer(path, 2)),
            asyncio.run(case.Reader.size(path)),
            asyncio.run(case.Reader.size(path / "b")),
        )
