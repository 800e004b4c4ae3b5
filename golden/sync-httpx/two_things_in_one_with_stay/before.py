import httpx


async def fetch(url, path):
    with httpx.Client() as client, open(path) as file:
        return client.get(url).status_code, file
