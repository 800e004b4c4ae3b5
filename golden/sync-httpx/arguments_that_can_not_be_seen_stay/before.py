import httpx


async def fetch(url, **options):
    return httpx.get(url, **options).status_code
