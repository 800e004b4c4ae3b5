"""Is it there?"""

import httpx


async def ping(url):
    try:
        return str(httpx.get(url).status_code)
    except httpx.ConnectError as error:
        return f"down: {error}"


async def ask(url):
    try:
        return httpx.get(url).status_code
    except httpx.ConnectError:
        return 0
