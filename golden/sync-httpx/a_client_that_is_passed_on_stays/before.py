import httpx


async def fetch(url, load):
    with httpx.Client() as client:
        return load(client, url)
