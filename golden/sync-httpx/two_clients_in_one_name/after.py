import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def fetch(url, plain):
    if plain:
        client = httpx.AsyncClient(verify=SSL_CONTEXT)
    else:
        client = httpx.AsyncClient(verify=SSL_CONTEXT, headers={"X": "1"})
    found = (await client.get(url)).json()
    await client.aclose()
    return found
