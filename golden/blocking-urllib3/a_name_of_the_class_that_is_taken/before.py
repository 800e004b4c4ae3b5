import urllib3


class AsyncPoolManager:
    pass


async def run(url):
    return urllib3.request("GET", url).status
