import asyncio
import os
import sqlite3
import tempfile


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "cache.db")
        asyncio.run(case.first(path, "c", b"3"))
        cache = case.Cache(path)
        asyncio.run(cache.put_alone("a", b"1"))
        cache.con.close()
        with sqlite3.connect(path) as connection:
            return connection.execute("SELECT * FROM cache ORDER BY key").fetchall()
