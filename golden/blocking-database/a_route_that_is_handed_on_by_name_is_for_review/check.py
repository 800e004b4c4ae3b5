import os
import tempfile

from fastapi.testclient import TestClient

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    with TestClient(case.app) as client:
        return client.get("/health").json(), client.get("/ready").json()
