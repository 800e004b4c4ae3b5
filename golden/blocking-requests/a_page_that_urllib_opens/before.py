import urllib.request


async def fetch(url):
    return urllib.request.urlopen(f"http://{url.removeprefix('http://')}").read().decode("utf-8")
