import asyncio
import tempfile
import zipfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("one.txt", "1")
        return asyncio.run(use(case, str(path)))


async def use(case, path):
    sound = await case.tone(b"\x01\x02\x03")
    return await case.frames(sound), await case.packed("a", "b"), await case.unpacked(path)
