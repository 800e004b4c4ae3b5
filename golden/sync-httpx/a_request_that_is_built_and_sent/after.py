import httpx


async def fetch(url):
    async with httpx.AsyncClient(base_url=url) as client:
        request = client.build_request("PUT", "/x", json=[1])
        return (await client.send(request)).status_code
