import urllib3


async def run(url):
    return urllib3.PoolManager().request("GET", url).data
