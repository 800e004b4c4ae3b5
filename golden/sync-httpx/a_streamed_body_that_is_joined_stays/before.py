import httpx


async def fetch(url):
    with httpx.stream("GET", url) as response:
        return b"".join(response.iter_bytes())
