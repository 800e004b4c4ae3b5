import asyncio
import os
import tempfile

from sqlalchemy import text

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    with case.SessionLocal() as db:
        db.execute(text("CREATE TABLE orders (id INTEGER, cents INTEGER)"))
        db.execute(text("INSERT INTO orders VALUES (1, 100), (2, 250)"))
        db.commit()
    return asyncio.run(case.total([1, 2, 1]))
