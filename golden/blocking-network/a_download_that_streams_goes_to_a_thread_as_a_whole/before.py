import hashlib

import requests


async def digest(url: str) -> str:
    found = hashlib.sha256()
    with requests.get(url, stream=True, timeout=5) as response:
        response.raise_for_status()
        for chunk in response.iter_content(4):
            found.update(chunk)
    return found.hexdigest()
