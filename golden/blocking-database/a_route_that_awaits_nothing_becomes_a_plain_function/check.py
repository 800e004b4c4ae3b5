import os
import tempfile

from fastapi.testclient import TestClient

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    case.Base.metadata.create_all(case.engine)
    with case.SessionLocal() as db:
        db.add_all([case.Product(name="pot"), case.Product(name="cup")])
        db.commit()
    with TestClient(case.app) as client:
        answers = [client.get(path) for path in ("/products", "/products/1", "/products/9")]
    case.engine.dispose()
    return [(answer.status_code, answer.json()) for answer in answers]
