import asyncio
import os


def check(case):
    async def run(name):
        return name.endswith(".bin"), os.path.basename(name) != ""

    return asyncio.run(case.convert(b"x", ".bin", run)), asyncio.run(case.in_a_folder(["b", "a"]))
