import asyncio
import os
import sqlite3
import tempfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    first = asyncio.run(case.banner())
    with sqlite3.connect("flags.db") as con:
        con.execute("CREATE TABLE flags (key TEXT, value TEXT)")
        con.execute("INSERT INTO flags VALUES ('banner', 'hello')")
    second = asyncio.run(case.banner())
    con.execute("INSERT INTO flags VALUES ('maintenance', 'on')")
    con.commit()
    con.close()
    return first, second, asyncio.run(case.banner())
