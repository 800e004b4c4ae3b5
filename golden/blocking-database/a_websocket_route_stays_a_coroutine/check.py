import os
import tempfile

from fastapi.testclient import TestClient

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    with TestClient(case.app) as client, client.websocket_connect("/chat") as socket:
        answers = []
        for message in ("hello", "again"):
            socket.send_text(message)
            answers.append(socket.receive_json())
        return answers
