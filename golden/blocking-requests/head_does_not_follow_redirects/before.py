import requests


async def look(url):
    a = requests.head(url)
    b = requests.head(url, allow_redirects=True)
    c = requests.request("HEAD", url)
    return a.status_code, b.status_code, c.status_code
