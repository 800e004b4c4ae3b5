from pydantic import AnyUrl

import requests


async def fetch(url: AnyUrl):
    return requests.get(url, timeout=5).status_code
