import httpx


async def fetch(url):
    response = httpx.post(
        url,  # the address
        json={
            "a": """one
    two""",
        },
    )
    return response.json()
