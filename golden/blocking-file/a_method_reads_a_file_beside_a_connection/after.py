import asyncio
import sqlite3


class Spool:
    def __init__(self, path):
        self.path = path
        self.connection = sqlite3.connect(":memory:")

    def _read_sync(self):
        with open(self.path) as f:
            return f.read()

    async def read(self):
        return await asyncio.to_thread(self._read_sync)
