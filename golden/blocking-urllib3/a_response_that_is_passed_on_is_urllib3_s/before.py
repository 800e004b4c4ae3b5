import urllib3


async def fetch(url) -> urllib3.BaseHTTPResponse:
    return urllib3.request("GET", url)


async def run(url, show):
    return show(urllib3.request("GET", url))
