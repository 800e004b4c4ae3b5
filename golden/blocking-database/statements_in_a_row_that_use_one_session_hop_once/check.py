import os
import tempfile

from fastapi.testclient import TestClient

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    case.Base.metadata.create_all(case.engine)
    with TestClient(case.app) as client:
        answers = [client.post("/customers", params={"email": email}) for email in ("a@b.c", "d@e.f", "a@b.c")]
    case.engine.dispose()
    return [(answer.status_code, answer.json()) for answer in answers]
