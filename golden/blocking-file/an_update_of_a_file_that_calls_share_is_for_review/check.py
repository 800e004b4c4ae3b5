import asyncio
import os
import tempfile


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(case.Store(folder).put_apart("a", [1]))
        return sorted(os.listdir(folder))
