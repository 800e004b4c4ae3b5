import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "good.json").write_text('{"a": 1}')
        (folder / "bad.json").write_text("{")
        answers = [asyncio.run(case.cached(folder, key)) for key in ("good", "bad", "none", "good")]
        return answers, sorted(path.name for path in folder.iterdir()), case.CACHE
