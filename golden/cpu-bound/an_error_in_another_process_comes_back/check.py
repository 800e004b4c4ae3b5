import asyncio
import zlib

from pools import processes_for


def check(case):
    with processes_for(case):
        return asyncio.run(case.unpacked(zlib.compress(b"whole"))), asyncio.run(case.unpacked(b"not packed"))
