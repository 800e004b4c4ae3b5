import asyncio
import sqlite3


async def ping(path: str) -> None:
    con = sqlite3.connect(path)  # asyncfix: skip[blocking-database]
    con.execute("SELECT 1")
    con.close()


def _touch_sync(path: str) -> None:
    con = sqlite3.connect(path)
    con.execute("UPDATE items SET seen = 1")
    con.close()


async def touch(path: str) -> None:
    await asyncio.to_thread(_touch_sync, path)
