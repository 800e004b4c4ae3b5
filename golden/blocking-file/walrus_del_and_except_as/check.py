import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        path.write_text("a\nlong\nb\n")
        answers = [asyncio.run(case.longest(path)), asyncio.run(case.drop(path)), path.exists()]
        answers.append(asyncio.run(case.reason(path)))
        path.write_text("secret")
        return answers, asyncio.run(case.forget(path)), path.exists()
