import httpx


async def fetch(url):
    try:
        response = httpx.get(url, follow_redirects=True)
        response.raise_for_status()
    except httpx.HTTPStatusError as error:
        return error.response.status_code
    except httpx.HTTPError as error:
        return type(error).__name__
    return response.json()["method"]
