import urllib3


async def run(url):
    http = urllib3.PoolManager()
    return http.request("GET", url, pool_timeout=1).status
