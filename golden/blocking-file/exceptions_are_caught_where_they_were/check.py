import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        path.write_text("text")
        said = []

        async def tell(text):
            said.append(text)

        answers = [asyncio.run(case.read(one)) for one in (path, Path(name, "none"))]
        try:
            asyncio.run(case.read(name))
        except case.ConfigError as error:
            answers.append(type(error.__cause__).__name__)
        answers += [asyncio.run(case.read_and_tell(one, tell)) for one in (path, Path(name, "none"))]
        return answers, said
