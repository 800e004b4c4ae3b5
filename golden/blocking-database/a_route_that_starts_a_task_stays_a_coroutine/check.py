import os
import sqlite3
import tempfile

from fastapi.testclient import TestClient

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    con = sqlite3.connect("documents.db")
    con.execute("CREATE TABLE documents (title TEXT)")
    with TestClient(case.app) as client:
        answer = client.post("/documents", params={"title": "a"}).json()
    rows = con.execute("SELECT title FROM documents").fetchall()
    con.close()
    return answer, rows
