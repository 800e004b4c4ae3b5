import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        asyncio.run(case.Store.touch(path))
        path.write_text('{"a": 1, "b": 2}')
        store = case.Backup(path)
        asyncio.run(store.load())
        asyncio.run(store.save())
        return store.items, path.read_text(), Path(name, "a.bak").read_text(), asyncio.run(case.Backup.at(path)).items
