import requests


async def look(url, follow):
    a = requests.get(url, allow_redirects=False)
    b = requests.get(url, allow_redirects=follow)
    a.raise_for_status()
    return a.status_code, a.is_redirect, a.is_permanent_redirect, b.status_code
