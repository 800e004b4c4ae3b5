"""Where a short link leads to."""

import requests


async def target(url):
    answer = requests.get(url, allow_redirects=False)
    return answer.next.url if answer.is_redirect else None
