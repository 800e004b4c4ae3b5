import asyncio
import os
import sqlite3
import tempfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    with sqlite3.connect(case.DATABASE) as con:
        con.execute("CREATE TABLE flags (name TEXT, value TEXT)")
        con.execute("INSERT INTO flags VALUES ('beta', 'on')")
    con.close()
    return [asyncio.run(case.is_enabled(name)) for name in ("beta", "gamma")]
