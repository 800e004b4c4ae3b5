import httpx


async def latest(base: str) -> dict:
    with httpx.Client(base_url=base, timeout=5) as client:
        response = client.get("/latest")
        response.raise_for_status()
        return response.json()


async def status(url: str) -> int:
    return httpx.get(url, timeout=5).status_code
