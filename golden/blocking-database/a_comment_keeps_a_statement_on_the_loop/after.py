import asyncio
import sqlite3


def _ping_sync(path: str) -> None:
    con = sqlite3.connect(path)  # asyncfix: ignore[blocking-database]
    con.execute("SELECT 1")
    con.close()


async def ping(path: str) -> None:
    await asyncio.to_thread(_ping_sync, path)


def _touch_sync(path: str) -> None:
    con = sqlite3.connect(path)
    con.execute("UPDATE items SET seen = 1")
    con.close()


async def touch(path: str) -> None:
    await asyncio.to_thread(_touch_sync, path)
