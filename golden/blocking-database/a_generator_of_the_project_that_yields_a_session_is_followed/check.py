import asyncio
import os
import tempfile

from sqlalchemy import text

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    with case.SessionLocal() as db:
        db.execute(text("CREATE TABLE orders (cents INTEGER)"))
        db.execute(text("INSERT INTO orders VALUES (100), (250)"))
        db.commit()
    answer = asyncio.run(case.total())
    case.engine.dispose()
    return answer
