import os
import tempfile

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    app = FastAPI()
    app.include_router(case.router)
    with case.SessionLocal() as db:
        db.execute(text("CREATE TABLE items (name TEXT)"))
        db.execute(text("INSERT INTO items VALUES ('cup'), ('pot')"))
        db.commit()
    with TestClient(app) as client:
        answers = [client.get("/count"), client.delete("/items"), client.get("/count")]
    case.engine.dispose()
    return [answer.json() for answer in answers]
