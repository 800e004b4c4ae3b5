import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        path.write_text(" hello \n")
        asyncio.run(case.copy(path, Path(folder, "b.txt")))
        return (
            asyncio.run(case.size(path)),
            asyncio.run(case.names(folder)),
            asyncio.run(case.text(Path(folder, "b.txt"))),
        )
