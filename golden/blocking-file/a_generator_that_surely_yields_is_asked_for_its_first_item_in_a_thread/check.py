import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path, empty = Path(name, "a"), Path(name, "b")
        path.write_text("one\ntwo\n")
        empty.write_text("")
        return [
            asyncio.run(case.name_of(str(path))) == str(path),
            asyncio.run(case.first_line(path)),
            asyncio.run(case.first_line_or(empty, "none")),
        ]
