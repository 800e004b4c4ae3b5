import requests


async def fetch(url, token: str):
    with requests.Session() as session:
        session.headers.update({"X-Token": token})
        first = session.get(url)
        first.raise_for_status()
        second = session.post(url, json={"a": 1}, timeout=5)
        return first.json(), second.ok
