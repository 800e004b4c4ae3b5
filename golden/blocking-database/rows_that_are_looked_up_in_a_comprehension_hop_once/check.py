import asyncio
import os
import tempfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    case.SQLModel.metadata.create_all(case.engine)
    with case.Session(case.engine) as session:
        session.add_all([case.Hero(id=1, name="Ada"), case.Hero(id=2, name="Bob")])
        session.commit()
    done = [asyncio.run(case.rename(number, "Cyd")) for number in (2, 3)]
    with case.Session(case.engine) as session:
        found = asyncio.run(case.names(session, [1, 2, 3]))
    case.engine.dispose()
    return done, found
