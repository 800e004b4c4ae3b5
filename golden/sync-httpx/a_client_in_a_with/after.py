import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def fetch(url):
    async with httpx.AsyncClient(verify=SSL_CONTEXT, headers={"X-Base": "1"}, timeout=10) as client:
        first = await client.get(url)
        second = (await client.post(url, content=b"x")).json()
        client.headers["X-More"] = "2"
        return first.json(), second, [(await client.get(f"{url}?n={n}")).status_code for n in range(2)]
