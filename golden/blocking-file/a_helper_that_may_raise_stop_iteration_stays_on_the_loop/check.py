import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lines.txt")
        path.write_text("12\n")
        found = [asyncio.run(case.find(path, word)) for word in ("1", "x")]
        return found, asyncio.run(case.head(path)), asyncio.run(case.number(path)), asyncio.run(case.whole(path))
