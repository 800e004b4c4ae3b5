import asyncio
import sqlite3


async def drain(path: str, handle) -> int:
    con = sqlite3.connect(path, check_same_thread=False)
    done = 0
    while True:
        row = con.execute("SELECT id, payload FROM jobs ORDER BY id LIMIT 1").fetchone()
        if row is None:
            break
        await handle(row[1])
        con.execute("DELETE FROM jobs WHERE id = ?", (row[0],))
        con.commit()
        done += 1
    con.close()
    return done
