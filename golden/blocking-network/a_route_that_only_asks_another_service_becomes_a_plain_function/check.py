from fastapi.testclient import TestClient


def check(case):
    with TestClient(case.app) as client:
        answer = client.get("/weather/bonn")
    return answer.status_code, answer.json()
