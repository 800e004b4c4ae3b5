import httpx


async def fetch(url):
    with httpx.Client() as client:
        with client.stream("GET", url) as response:
            body = b""
            for chunk in response.iter_bytes(4):
                body += chunk
        with client.stream("GET", url) as response:
            response.read()
            return len(body), response.text
