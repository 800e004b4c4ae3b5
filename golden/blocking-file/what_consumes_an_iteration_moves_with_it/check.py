import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a.py")
        path.write_text("a,b\n1,22\n")
        answers = [asyncio.run(one(path)) for one in (case.lines, case.longest, case.numbered, case.table, case.first)]
        found, names = asyncio.run(case.python_files(Path(name)))
        return answers, [one.name for one in found], names
