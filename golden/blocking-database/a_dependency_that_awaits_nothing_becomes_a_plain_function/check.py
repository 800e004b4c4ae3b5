import os
import tempfile

from fastapi.testclient import TestClient
from sqlalchemy import text

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    with case.SessionLocal() as db:
        db.execute(text("CREATE TABLE users (name TEXT, token TEXT)"))
        db.execute(text("INSERT INTO users VALUES ('ada', 't1')"))
        db.commit()
    with TestClient(case.app) as client:
        return [client.get("/me", headers={"token": token}).json() for token in ("t1", "t2")]
