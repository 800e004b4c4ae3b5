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
        db.execute(text("CREATE TABLE stock (sku TEXT, n INTEGER)"))
        db.execute(text("INSERT INTO stock VALUES ('cup', 3)"))
        db.commit()
    with TestClient(app) as client:
        return client.get("/stock/cup").json(), client.get("/stock").json()
