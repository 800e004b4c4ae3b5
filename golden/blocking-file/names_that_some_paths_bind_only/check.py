import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        path.write_text("title\nrest\n")
        answers = [asyncio.run(case.maybe(path, True))]
        try:
            asyncio.run(case.maybe(path, False))
        except UnboundLocalError as error:
            answers.append(type(error).__name__)
        return answers, asyncio.run(case.maybe_default(path)), asyncio.run(case.maybe_default(path.parent / "b"))
