import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name, file) for file in "abc"]
        paths[0].write_text(" 333 ")
        paths[1].write_text("1")
        answer = asyncio.run(case.sorted_by_size(paths, 2))
        return [path.name for path in answer], asyncio.run(case.reader(paths[0]))
