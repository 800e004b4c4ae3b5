import asyncio
import sqlite3


async def later(path):
    with sqlite3.connect(path) as connection:
        return (row for row in connection.execute("SELECT 1 UNION SELECT 2"))


async def mapped(path):
    connection = sqlite3.connect(path)
    return map(list, connection.execute("SELECT 1 UNION SELECT 2"))


async def named(path):
    connection = sqlite3.connect(path)
    rows = zip("ab", connection.execute("SELECT 1 UNION SELECT 2"))
    return rows


def _at_once_sync(path):
    connection = sqlite3.connect(path)
    rows = list(map(list, connection.execute("SELECT 1 UNION SELECT 2")))
    total = sum(number for (number,) in connection.execute("SELECT 1 UNION SELECT 2"))
    connection.close()
    return rows, total


async def at_once(path):
    return await asyncio.to_thread(_at_once_sync, path)
