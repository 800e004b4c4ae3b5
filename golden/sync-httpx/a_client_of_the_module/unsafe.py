import httpx

client = httpx.AsyncClient(limits=httpx.Limits(max_connections=100, max_keepalive_connections=0), follow_redirects=True)


async def fetch(url):
    return (await client.get(url)).json(), (await client.post(url, json={"a": 1})).json()
