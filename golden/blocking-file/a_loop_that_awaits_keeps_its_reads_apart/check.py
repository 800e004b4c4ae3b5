import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name, file) for file in "ab"]
        for path in paths:
            path.write_text(path.name)

        async def upload(data):
            await asyncio.sleep(0)
            return len(data)

        answer = asyncio.run(case.upload_all(paths, upload))
        return answer, {path.name: path.read_text() for path in Path(name).iterdir()} == {
            "a": "a", "b": "b", "a.done": '{"status": 1}', "b.done": '{"status": 1}',
        }
