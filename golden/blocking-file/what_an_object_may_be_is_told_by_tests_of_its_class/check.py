import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        path.write_text("one\ntwo\n")
        with path.open() as source, path.open() as other:
            calls = [
                case.size(path),
                case.size(source),
                case.text(str(path)),
                case.text(path),
                case.name(path),
                case.name("text"),
                case.name(3),
                case.read_again(path, True),
                case.read_again(path, False),
                case.lines(other),
            ]
            return [asyncio.run(call) for call in calls]
