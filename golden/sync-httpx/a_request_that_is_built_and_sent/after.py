import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def fetch(url):
    async with httpx.AsyncClient(verify=SSL_CONTEXT, base_url=url) as client:
        request = client.build_request("PUT", "/x", json=[1])
        return (await client.send(request)).status_code
