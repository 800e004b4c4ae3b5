import requests


async def pages(base: str, names: list[str]) -> list[dict]:
    with requests.Session() as session:
        session.headers["User-Agent"] = "crawler"
        return [session.get(f"{base}/{name}", timeout=5).json() for name in names]
