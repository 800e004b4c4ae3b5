import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a")
        calls = [case.kept, case.cached, case.cached, case.kept]
        return [asyncio.run(call(path, '"x"')) for call in calls]
