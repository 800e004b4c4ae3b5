import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        case.FOLDER = name
        Path(name, "a").write_text("text")
        found = asyncio.run(case.text("a"))
        try:
            asyncio.run(case.text("b"))
        except case.HTTPException as error:
            return found, error.status_code
