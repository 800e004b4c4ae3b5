import asyncio
import os
import tempfile


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(case.release(folder, "a"))
        return found, oct(os.stat(os.path.join(folder, "a")).st_mode)
