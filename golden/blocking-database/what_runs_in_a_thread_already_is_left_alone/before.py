import asyncio
import sqlite3


def read(path: str) -> list[tuple]:
    con = sqlite3.connect(path)
    try:
        return con.execute("SELECT name FROM items").fetchall()
    finally:
        con.close()


async def names(path: str) -> list[str]:
    return [name for (name,) in await asyncio.to_thread(read, path)]


async def count(path: str) -> int:
    loop = asyncio.get_running_loop()

    def work() -> int:
        con = sqlite3.connect(path)
        with con:
            (number,) = con.execute("SELECT count(*) FROM items").fetchone()
        con.close()
        return number

    return await loop.run_in_executor(None, work)
