import httpx


async def fetch(url):
    a = httpx.get(url, params={"q": None}, headers={"X": "1"}, timeout=3)
    b = httpx.post(url, json={"a": 1}).json()
    return a.status_code, a.json(), b
