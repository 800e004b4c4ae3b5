"""Feature flags in a SQLite file that the deployment tools write."""

import asyncio
import logging
import os
import sqlite3

logger = logging.getLogger(__name__)


class FlagStore:
    def __init__(self, path: str) -> None:
        self.path = path
        self.cached: dict[str, str] = {}

    def get(self, key: str, default: str = "") -> str:
        value = self._read(key)
        return default if value is None else value

    def _read(self, key: str) -> str | None:
        if not os.path.exists(self.path):
            return None
        with sqlite3.connect(self.path, timeout=5) as con:
            row = con.execute("SELECT value FROM flags WHERE key = ? LIMIT 1", (key,)).fetchone()
        return row[0] if row else None

    def set(self, key: str, value: str) -> None:
        con = sqlite3.connect(self.path, timeout=5)
        try:
            con.execute("CREATE TABLE IF NOT EXISTS flags (key TEXT PRIMARY KEY, value TEXT)")
            con.execute("INSERT OR REPLACE INTO flags VALUES (?, ?)", (key, value))
            con.commit()
        finally:
            con.close()

    async def is_on(self, key: str) -> bool:
        if key in self.cached:
            return self.cached[key] == "on"
        return self.get(key, "off") == "on"

    async def keep_fresh(self, keys: list[str], seconds: float = 30) -> None:
        """Reads the flags again and again until the task is cancelled."""
        while True:
            self.cached = {key: self.get(key, "off") for key in keys}
            await asyncio.sleep(seconds)

    async def start(self, keys: list[str]) -> asyncio.Task[None]:
        def finished(task: asyncio.Task[None]) -> None:
            self.cached = {}
            if not task.cancelled() and task.exception():
                asyncio.get_event_loop().call_exception_handler(
                    {"message": "feature flags are no longer read", "task": task}
                )

        task = asyncio.get_event_loop().create_task(self.keep_fresh(keys))
        task.add_done_callback(finished)
        return task
