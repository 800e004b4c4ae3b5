import urllib3


async def run(url):
    http = urllib3.PoolManager(maxsize=2, block=True)
    return http.request("GET", url).status
