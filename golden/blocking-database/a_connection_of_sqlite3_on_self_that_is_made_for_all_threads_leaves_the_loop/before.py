import sqlite3


class Cache:
    def __init__(self, path: str) -> None:
        self.con = sqlite3.connect(path, check_same_thread=False)
        self.con.execute("CREATE TABLE IF NOT EXISTS cache (key TEXT PRIMARY KEY, value BLOB)")

    async def get(self, key: str) -> bytes | None:
        row = self.con.execute("SELECT value FROM cache WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    async def put(self, key: str, value: bytes) -> None:
        self.con.execute("INSERT OR REPLACE INTO cache VALUES (?, ?)", (key, value))
        self.con.commit()
