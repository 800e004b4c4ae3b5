import asyncio
import os
import tempfile

from sqlalchemy import text

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    async def use():
        return await case.rename("cup", "mug"), await case.rename("pan", "wok"), await case.names()

    with case.session_scope() as db:
        db.execute(text("CREATE TABLE items (name TEXT)"))
        db.execute(text("INSERT INTO items VALUES ('cup'), ('pot')"))
    answer = asyncio.run(use())
    case.engine.dispose()
    return answer
