import asyncio
import os
import tempfile

from sqlalchemy import text

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    with case.SessionLocal() as db:
        db.execute(text("CREATE TABLE accounts (id INTEGER, cents INTEGER)"))
        db.execute(text("INSERT INTO accounts VALUES (1, 5000)"))
        db.commit()
    answers = [asyncio.run(case.withdraw(case.SessionLocal(), 1, cents)) for cents in (200, 2000)]
    with case.SessionLocal() as db:
        left = db.execute(text("SELECT cents FROM accounts")).scalar()
    case.engine.dispose()
    return answers, left
