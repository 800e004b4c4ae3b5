import asyncio
import os
import tempfile

from sqlalchemy import text

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    with case.SessionLocal() as db:
        db.execute(text("CREATE TABLE users (name TEXT)"))
        db.commit()
    answers = [asyncio.run(case.join(name)) for name in ("bob", "ada")]
    try:
        asyncio.run(case.join("bob"))
    except ValueError as error:
        answers.append(str(error))
    case.engine.dispose()
    return answers
