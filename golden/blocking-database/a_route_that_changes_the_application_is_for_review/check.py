import os
import sqlite3
import tempfile

from fastapi.testclient import TestClient

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    con = sqlite3.connect("settings.db")
    con.execute("CREATE TABLE settings (name TEXT, value TEXT)")
    con.execute("INSERT INTO settings VALUES ('theme', 'dark')")
    con.commit()
    con.close()
    with TestClient(case.app) as client:
        return client.post("/settings").json()
