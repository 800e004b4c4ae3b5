import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "config.json")
        asyncio.run(case.save_config(path, {"a": [1, 2]}))
        return asyncio.run(case.load_config(path)), path.read_text()
