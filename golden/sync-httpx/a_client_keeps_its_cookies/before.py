import httpx


async def fetch(url):
    with httpx.Client() as client:
        client.get(url)
        return client.get(url.replace("cookie", "echo")).json()["headers"], dict(client.cookies)
