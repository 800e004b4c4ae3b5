import asyncio
import os
import sqlite3
import tempfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    async def use():
        await case.add("Austen", "Emma")
        await case.add("Austen", "Persuasion")
        try:
            await case.add("Austen", "Emma")
        except ValueError as error:
            return await case.titles("Austen"), await case.titles("Brontë"), str(error)

    with sqlite3.connect("library.db") as con:
        con.execute("CREATE TABLE books (author TEXT, title TEXT, UNIQUE (author, title))")
    con.close()
    return asyncio.run(use())
