import asyncio
import json
import tempfile
from pathlib import Path


async def answers(case, path, parent):
    settings = case.Settings(path)
    return [
        await settings.get("name"),
        sorted(await settings.all()),
        (await settings.move(parent))[1].replace(str(parent), "parent"),
        await case.names([settings, case.Settings(parent)]),
    ]


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path, parent = Path(name, "child.json"), Path(name, "parent.json")
        path.write_text(json.dumps({"name": "child", "parent": str(parent)}))
        parent.write_text(json.dumps({"name": "parent"}))
        return asyncio.run(answers(case, path, parent))
