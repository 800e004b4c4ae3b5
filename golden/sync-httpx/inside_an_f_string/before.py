import httpx


async def fetch(url):
    return f"{httpx.get(url).status_code} {httpx.get(url).json()['method']}"
