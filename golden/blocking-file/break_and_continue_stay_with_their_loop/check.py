import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in (("a", "x"), ("b", "#!sh"), ("c", "stop"), ("d", "never")):
            (folder / file).write_text(text)
        paths = [folder / file for file in ("none", "a", "b", "c", "d")]
        said = []

        async def send(text):
            said.append(text)

        found = asyncio.run(case.first_readable(paths)), asyncio.run(case.first_readable(paths[:2]))
        return [path and path.name for path in found], asyncio.run(case.notify_until(paths, send)), said
