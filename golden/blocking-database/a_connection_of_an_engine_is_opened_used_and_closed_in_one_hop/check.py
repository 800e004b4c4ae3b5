import asyncio
import os
import tempfile

from sqlalchemy import text

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    with case.engine.begin() as connection:
        connection.execute(text("CREATE TABLE jobs (id INTEGER PRIMARY KEY, name TEXT)"))
    numbers = [asyncio.run(case.enqueue(name)) for name in ("a", "b")]
    answer = numbers, asyncio.run(case.waiting())
    case.engine.dispose()
    return answer
