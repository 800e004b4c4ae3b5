import asyncio
import os
import tempfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    case.Base.metadata.create_all(case.engine)
    with case.Session(case.engine) as db:
        db.add(case.Author(name="Eliot", books=[case.Book(title="Romola"), case.Book(title="Adam Bede")]))
        db.commit()
        names = asyncio.run(case.author_names(db)), asyncio.run(case.titles(db))
        asyncio.run(case.rename(db, "Eliot", "Evans"))
        answer = asyncio.run(case.author(db, "Eliot")), asyncio.run(case.author(db, "Evans")).name
    case.engine.dispose()
    return names, answer
