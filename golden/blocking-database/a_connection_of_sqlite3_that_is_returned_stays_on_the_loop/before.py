import asyncio
import sqlite3


class Pool:
    def __init__(self) -> None:
        self.free: list[sqlite3.Connection] = []

    async def fill(self, path: str) -> None:
        for _ in range(3):
            self.free.append(sqlite3.connect(path))


async def connect(path: str) -> sqlite3.Connection:
    con = sqlite3.connect(path)
    con.row_factory = sqlite3.Row
    con.execute("PRAGMA journal_mode=WAL")
    return con


async def rows(path: str):
    con = sqlite3.connect(path)
    await asyncio.sleep(0)
    return con.execute("SELECT name FROM items")
