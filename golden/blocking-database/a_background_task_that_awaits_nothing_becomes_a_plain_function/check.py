import os
import sqlite3
import tempfile

from fastapi.testclient import TestClient

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    with TestClient(case.app) as client:
        answers = [client.get(f"/pages/{page}").json() for page in ("a", "b")]
    con = sqlite3.connect("visits.db")
    rows = con.execute("SELECT page FROM visits ORDER BY page").fetchall()
    con.close()
    return answers, rows
