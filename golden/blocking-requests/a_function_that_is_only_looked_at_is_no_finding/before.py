"""Who fetches?"""

import requests


async def kind(fetch, other=requests.post):
    requests.get
    if fetch is requests.get or fetch == requests.head:
        return "requests"
    return "another"
