import asyncio
import sqlite3


class Cache:
    def __init__(self, path: str) -> None:
        self.con = sqlite3.connect(path, check_same_thread=False)
        self.con.execute("CREATE TABLE IF NOT EXISTS cache (key TEXT PRIMARY KEY, value BLOB)")

    def _fetch_cache(self, key: str):
        return self.con.execute("SELECT value FROM cache WHERE key = ?", (key,)).fetchone()

    async def get(self, key: str) -> bytes | None:
        row = await asyncio.to_thread(self._fetch_cache, key)
        return row[0] if row else None

    def _put_sync(self, key: str, value: bytes) -> None:
        self.con.execute("INSERT OR REPLACE INTO cache VALUES (?, ?)", (key, value))
        self.con.commit()

    async def put(self, key: str, value: bytes) -> None:
        await asyncio.to_thread(self._put_sync, key, value)
