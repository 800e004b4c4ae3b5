import requests


async def user(base: str, name: str) -> dict | None:
    response = requests.get(f"{base}/users/{name}", timeout=5)
    if response.status_code == 404:
        return None
    return response.json()


async def create(base: str, name: str) -> str:
    response = requests.post(base, data=name.encode(), timeout=5)
    response.raise_for_status()
    return response.text
