import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        log = case.Log(Path(name, "a"))
        asyncio.run(log.add("one"))
        asyncio.run(log.add("two"))
        return log.written, asyncio.run(log.measure()), log.path.read_text()
