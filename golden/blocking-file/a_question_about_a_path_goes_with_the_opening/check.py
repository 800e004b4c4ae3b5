import asyncio
import os
import tempfile


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "deep", "log.txt")
        first = asyncio.run(case.read_state(path, "nothing"))
        asyncio.run(case.append(path, "one"))
        asyncio.run(case.append(path, "two"))
        return first, asyncio.run(case.read_state(path))
