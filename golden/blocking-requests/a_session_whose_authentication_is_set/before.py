import requests


async def state(url, user: str):
    with requests.Session() as session:
        session.auth = (user, "word")
        session.headers["X-A"] = "1"
        return session.get(url).json()["headers"]
