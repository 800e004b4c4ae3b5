import asyncio
import os
import tempfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    case.Base.metadata.create_all(case.engine)
    with case.Session(case.engine) as db:
        db.add_all([case.Product(name="cup", cents=900), case.Product(name="pot", cents=4500)])
        db.commit()
        answers = [asyncio.run(case.price(db, name)) for name in ("cup", "pan")]
        counts = [asyncio.run(case.cheap(db, limit)) for limit in (0, 1000)]
    case.engine.dispose()
    return answers, counts
