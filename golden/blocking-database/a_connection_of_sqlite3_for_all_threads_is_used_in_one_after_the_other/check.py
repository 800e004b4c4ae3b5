import asyncio
import os
import sqlite3
import tempfile


def check(case):
    seen = []

    async def handle(payload):
        await asyncio.sleep(0)
        seen.append(payload)

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "jobs.db")
        with sqlite3.connect(path) as con:
            con.execute("CREATE TABLE jobs (id INTEGER PRIMARY KEY, payload TEXT)")
            con.executemany("INSERT INTO jobs (payload) VALUES (?)", [("a",), ("b",)])
        con.close()
        return asyncio.run(case.drain(path, handle)), seen
