import asyncio
import json
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name, file) for file in "ab"]
        for path in paths:
            path.write_text(json.dumps([path.name, 1]))

        async def run():
            return [row async for row in case.records(paths)]

        return asyncio.run(run())
