import httpx


async def fetch(url):
    async with httpx.AsyncClient() as client:
        await client.get(url)
        return (await client.get(url.replace("cookie", "echo"))).json()["headers"], dict(client.cookies)
