import asyncio
import sqlite3

DATABASE = "flags.db"


def _open_database(name: str):
    con = sqlite3.connect(DATABASE, timeout=5)
    row = con.execute("SELECT value FROM flags WHERE name = ?", (name,)).fetchone()
    con.close()
    return row


async def is_enabled(name: str) -> bool:
    row = await asyncio.to_thread(_open_database, name)
    await asyncio.sleep(0)
    return row is not None and row[0] == "on"
