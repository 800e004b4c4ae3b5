import sqlite3


async def count(con: sqlite3.Connection, table: str) -> int:
    return con.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


async def vacuum(con: sqlite3.Connection) -> None:
    con.commit()
    con.execute("VACUUM")
