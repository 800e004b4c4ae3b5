import asyncio
import sqlite3


def _fetch_jobs(con):
    return con.execute("SELECT id, payload FROM jobs ORDER BY id LIMIT 1").fetchone()


def _delete_jobs(con, row) -> None:
    con.execute("DELETE FROM jobs WHERE id = ?", (row[0],))
    con.commit()


async def drain(path: str, handle) -> int:
    con = await asyncio.to_thread(sqlite3.connect, path, check_same_thread=False)
    done = 0
    while True:
        row = await asyncio.to_thread(_fetch_jobs, con)
        if row is None:
            break
        await handle(row[1])
        await asyncio.to_thread(_delete_jobs, con, row)
        done += 1
    await asyncio.to_thread(con.close)
    return done
