import httpx


async def fetch(url):
    if httpx.get(url).is_success:
        return True
    elif httpx.head(url).status_code == 404:
        return None
    return False
