import httpx


async def fetch(url, plain):
    if plain:
        client = httpx.Client()
    else:
        client = httpx.Client(headers={"X": "1"})
    found = client.get(url).json()
    client.close()
    return found
