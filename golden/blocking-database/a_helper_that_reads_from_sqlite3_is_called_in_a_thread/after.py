import asyncio
import os
import sqlite3


class FlagStore:
    def __init__(self, path: str) -> None:
        self.path = path

    def _read(self, key: str) -> str | None:
        if not os.path.exists(self.path):
            return None
        with sqlite3.connect(self.path) as con:
            row = con.execute("SELECT value FROM flags WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def get(self, key: str, default: str = "") -> str:
        value = self._read(key)
        return default if value is None else value

    async def is_on(self, key: str) -> bool:
        return await asyncio.to_thread(self.get, key, "off") == "on"


flags = FlagStore("flags.db")


async def banner() -> str:
    return "maintenance" if await flags.is_on("maintenance") else await asyncio.to_thread(flags.get, "banner", default="welcome")
