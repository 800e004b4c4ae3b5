import asyncio
import tempfile
from pathlib import Path


def check(case):
    with tempfile.TemporaryDirectory() as name:
        path, said = Path(name, "a"), []
        path.write_bytes(b"0123456789")

        async def send(chunk):
            said.append(chunk)

        async def ask():
            return 7

        asyncio.run(case.send_in_pieces(path, send))
        return said, asyncio.run(case.relay(path, Path(name, "b"), ask)), Path(name, "b").read_bytes()
