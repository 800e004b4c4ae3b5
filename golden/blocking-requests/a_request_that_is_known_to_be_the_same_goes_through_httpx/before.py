"""The state of the warehouse, as far as it answers."""

import requests

BASE = "https://warehouse.example.com/api"


async def is_up():
    try:
        return requests.get(f"{BASE}/health", timeout=5).status_code == 200
    except requests.RequestException:
        return False


async def count(kind):
    try:
        answer = requests.get(BASE + "/items", params={"kind": kind}, headers={"Accept": "application/json"})
        answer.raise_for_status()
        return answer.json()["count"]
    except requests.HTTPError as error:
        return -error.response.status_code
    except requests.RequestException:
        return 0


async def touch():
    try:
        requests.post(f"{BASE}/touch", json={"by": "shop", "times": 1}, allow_redirects=False)
    except OSError:
        pass
