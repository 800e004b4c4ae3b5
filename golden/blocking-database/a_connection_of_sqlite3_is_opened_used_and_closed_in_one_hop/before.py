import asyncio
import sqlite3

DATABASE = "flags.db"


async def is_enabled(name: str) -> bool:
    con = sqlite3.connect(DATABASE, timeout=5)
    row = con.execute("SELECT value FROM flags WHERE name = ?", (name,)).fetchone()
    con.close()
    await asyncio.sleep(0)
    return row is not None and row[0] == "on"
