import asyncio
import os
import tempfile


def check(case):
    said = []

    async def tell(text):
        said.append(text)

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "db")
        with case.Spool(path):
            pass
        asyncio.run(case.in_one_go(path))
        return case.count(path)
