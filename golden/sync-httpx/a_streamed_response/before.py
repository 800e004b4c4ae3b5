import httpx


async def fetch(url):
    with httpx.stream("GET", url, timeout=5) as response:
        response.raise_for_status()
        return [line for line in response.iter_lines()], response.status_code
