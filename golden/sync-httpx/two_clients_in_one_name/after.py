import httpx


async def fetch(url, plain):
    if plain:
        client = httpx.AsyncClient()
    else:
        client = httpx.AsyncClient(headers={"X": "1"})
    found = (await client.get(url)).json()
    await client.aclose()
    return found
