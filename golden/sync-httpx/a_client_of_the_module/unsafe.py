import httpx

client = httpx.AsyncClient(follow_redirects=True)


async def fetch(url):
    return (await client.get(url)).json(), (await client.post(url, json={"a": 1})).json()
