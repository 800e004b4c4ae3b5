import httpx


async def status(url: str) -> int:
    async with httpx.AsyncClient(timeout=5) as client:
        response = await client.get(url)
        return response.status_code
