import asyncio
import pathlib
import tempfile


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "words"
        path.write_text("one two three")
        return asyncio.run(case.with_other_limits(path)), asyncio.run(case.drawn(path))
