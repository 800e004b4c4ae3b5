import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def fetch(url):
    async with httpx.AsyncClient(verify=SSL_CONTEXT) as client:
        async with client.stream("GET", url) as response:
            body = b""
            async for chunk in response.aiter_bytes(4):
                body += chunk
        async with client.stream("GET", url) as response:
            await response.aread()
            return len(body), response.text
