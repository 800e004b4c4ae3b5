"""Whether shops are open, as far as they answer."""

import contextlib
from contextlib import suppress

import requests


async def is_open(url):
    with contextlib.suppress(requests.ConnectionError, requests.HTTPError):
        response = requests.get(url)
        response.raise_for_status()
        return True
    return False


async def size(url):
    with suppress(OSError):
        return len(requests.get(url).content)
    return None
