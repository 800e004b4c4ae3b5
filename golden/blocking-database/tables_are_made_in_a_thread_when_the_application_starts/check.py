import os
import tempfile

from fastapi.testclient import TestClient
from sqlalchemy import inspect

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    with TestClient(case.app) as client:
        status = client.get("/").status_code
    names = inspect(case.engine).get_table_names()
    case.engine.dispose()
    return status, names
