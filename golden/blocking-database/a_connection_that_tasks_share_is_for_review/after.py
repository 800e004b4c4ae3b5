import asyncio
import sqlite3


class Cache:
    def __init__(self, path: str) -> None:
        self.con = sqlite3.connect(path, check_same_thread=False)
        self.con.execute("CREATE TABLE IF NOT EXISTS cache (key TEXT PRIMARY KEY, value BLOB)")
        self.lock = asyncio.Lock()

    def add(self, key: str, value: bytes) -> None:
        self.con.execute("INSERT OR REPLACE INTO cache VALUES (?, ?)", (key, value))
        self.con.commit()

    async def get(self, key: str) -> bytes | None:
        row = self.con.execute("SELECT value FROM cache WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    async def put(self, key: str, value: bytes) -> None:
        self.add(key, value)

    def _insert_cache(self, key: str, value: bytes) -> None:
        self.con.execute("INSERT OR REPLACE INTO cache VALUES (?, ?)", (key, value))
        self.con.commit()

    async def put_alone(self, key: str, value: bytes) -> None:
        async with self.lock:
            await asyncio.to_thread(self._insert_cache, key, value)


def _first_sync(path: str, key: str, value: bytes) -> None:
    cache = Cache(path)
    cache.add(key, value)


async def first(path: str, key: str, value: bytes) -> None:
    await asyncio.to_thread(_first_sync, path, key, value)
