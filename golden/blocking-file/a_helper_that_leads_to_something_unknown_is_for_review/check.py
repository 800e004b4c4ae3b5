import asyncio
import tempfile
import zipfile
from pathlib import Path


class Handler:
    def __init__(self):
        self.finished = []

    def finish(self, names):
        self.finished.append(names)


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("one.txt", "1")
        handler = Handler()
        return asyncio.run(case.answer(handler, path)), asyncio.run(case.names(path)), handler.finished
