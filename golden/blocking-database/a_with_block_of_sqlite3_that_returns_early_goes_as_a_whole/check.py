import asyncio
import os
import sqlite3
import tempfile


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "jobs.db")
        with sqlite3.connect(path) as con:
            con.execute("CREATE TABLE jobs (id INTEGER PRIMARY KEY, worker TEXT)")
            con.executemany("INSERT INTO jobs VALUES (?, NULL)", [(1,), (2,)])
        con.close()
        return [asyncio.run(case.claim(path, f"w{number}")) for number in range(3)]
