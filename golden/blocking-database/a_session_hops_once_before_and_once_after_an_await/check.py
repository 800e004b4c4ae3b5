import asyncio
import os
import tempfile

from sqlalchemy import text

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    with case.SessionLocal() as db:
        db.execute(text("CREATE TABLE orders (id INTEGER, cents INTEGER, status TEXT, reference TEXT)"))
        db.execute(text("INSERT INTO orders VALUES (7, 450, 'new', NULL)"))
        db.commit()
        reference = asyncio.run(case.pay(db, 7))
        rows = [tuple(row) for row in db.execute(text("SELECT * FROM orders"))]
    case.engine.dispose()
    return reference, rows
