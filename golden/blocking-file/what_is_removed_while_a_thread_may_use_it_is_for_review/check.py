import asyncio
import os
import tempfile


async def use(case, name):
    return await case.convert(name, b"1"), await case.convert_at_once(name, b"3")


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(use(case, os.path.join(folder, "data"))), os.listdir(folder)
