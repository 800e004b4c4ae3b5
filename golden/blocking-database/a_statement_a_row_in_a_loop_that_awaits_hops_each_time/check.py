import asyncio
import os
import tempfile

from sqlalchemy import text

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    with case.Session(case.engine) as db:
        db.execute(text("CREATE TABLE prices (sku TEXT, cents INTEGER)"))
        db.execute(text("INSERT INTO prices VALUES ('cup', 300), ('kettle', 5)"))
        db.commit()
        changed = asyncio.run(case.refresh(db, ["cup", "kettle"]))
        rows = [tuple(row) for row in db.execute(text("SELECT * FROM prices"))]
    case.engine.dispose()
    return changed, rows
